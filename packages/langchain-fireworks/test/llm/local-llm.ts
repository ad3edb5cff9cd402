import type { CompletionRequest } from "fireworks-client/wire";
import {
  createFireworksLocal,
  type FireworksLocal,
  type FireworksLocalOptions,
} from "fireworks-local";
import { Fireworks, type FireworksLLMFields } from "langchain-fireworks";
import { KEY } from "../local-model.js";

export const MODEL = "accounts/fireworks/models/gpt-oss-120b";

/** A server of the test's own, and LLMs that talk to it over HTTP without a port. */
export function localLLMs(options?: FireworksLocalOptions): {
  local: FireworksLocal;
  llm(fields?: Partial<FireworksLLMFields>): Fireworks;
} {
  const local = createFireworksLocal(options);
  const connection = { apiKey: KEY, baseURL: local.baseURL, fetch: local.fetch, maxRetries: 0 };
  return { local, llm: (fields) => new Fireworks({ model: MODEL, ...connection, ...fields }) };
}

/** A server that says what it was asked to continue. */
export const echoing = (options: FireworksLocalOptions = {}) =>
  localLLMs({
    scripts: [
      { when: { user: "one" }, answer: "first answer" },
      { when: { user: "two" }, answer: "second answer" },
      { when: {}, answer: "one two three" },
    ],
    ...options,
  });

/** What reached the server, oldest first. */
export const sent = (local: FireworksLocal): (CompletionRequest & Record<string, unknown>)[] =>
  local.requests.map(({ body }) => body as CompletionRequest & Record<string, unknown>);
