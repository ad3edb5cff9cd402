import type { ChatCompletionRequest } from "fireworks-client/wire";
import {
  createFireworksLocal,
  type FireworksLocal,
  type FireworksLocalOptions,
} from "fireworks-local";
import type { FetchLike } from "fireworks-client";
import { ChatFireworks, type ChatFireworksFields } from "langchain-fireworks";

export const MODEL = "accounts/fireworks/models/deepseek-v4p1-flash";
/** Always thinks before it answers. */
export const REASONING_MODEL = "accounts/fireworks/models/glm-5p3";
/** The page's own model, retired at Fireworks and kept by fireworks-local. */
export const PAGE_MODEL = "accounts/fireworks/models/llama-v3-70b-instruct";
export const KEY = "fw_test_key_0123456789";

/** A server of the test's own, and models that talk to it over HTTP without a port. */
export interface LocalModels {
  local: FireworksLocal;
  model(fields?: Partial<ChatFireworksFields>): ChatFireworks;
}

export function localModels(options?: FireworksLocalOptions): LocalModels {
  const local = createFireworksLocal(options);
  return {
    local,
    model: (fields) =>
      new ChatFireworks({
        model: MODEL,
        apiKey: KEY,
        baseURL: local.baseURL,
        fetch: transportTo(local),
        maxRetries: 0,
        ...fields,
      }),
  };
}

/** In process, or over a port by the transport under test (tests/transport-under-test.ts). */
function transportTo(local: FireworksLocal): FetchLike {
  if (process.env.FIREWORKS_TRANSPORT !== "undici") return local.fetch;
  let listening: Promise<unknown> | undefined;
  return async (url, init) => {
    await (listening ??= local.listen());
    const { pathname, search } = new URL(url);
    return globalThis.fetch(new URL(pathname + search, local.baseURL).href, init);
  };
}

/** What reached the server, oldest first. */
export function sentBodies(local: FireworksLocal): ChatCompletionRequest[] {
  return local.requests.map((request) => request.body as ChatCompletionRequest);
}

/** The body of the latest request. */
export function lastBody(local: FireworksLocal): ChatCompletionRequest & Record<string, unknown> {
  const body = sentBodies(local).at(-1);
  if (body === undefined) throw new Error("No request was sent.");
  return body as ChatCompletionRequest & Record<string, unknown>;
}
