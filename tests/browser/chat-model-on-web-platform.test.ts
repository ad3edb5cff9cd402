import { transform } from "esbuild";
import { createFireworksLocal } from "fireworks-local";
import type { ChatFireworks } from "langchain-fireworks";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { bundleChatModel } from "./chat-model-bundle.js";

/** What edge workers, Deno and Bun have in common; no `process`, `Buffer`, `require` or `window`. */
const WEB_PLATFORM = {
  AbortController,
  AbortSignal,
  atob,
  btoa,
  clearTimeout,
  console,
  crypto,
  DOMException,
  Event,
  EventTarget,
  fetch,
  Headers,
  performance,
  queueMicrotask,
  ReadableStream,
  Request,
  Response,
  setTimeout,
  structuredClone,
  TextDecoder,
  TextDecoderStream,
  TextEncoder,
  TransformStream,
  URL,
  URLSearchParams,
  WritableStream,
};

test("D32: ChatFireworks invokes and streams where there is nothing but the web platform", async () => {
  const { code } = await bundleChatModel();
  const script = await transform(code, { format: "iife", globalName: "bundle" });
  const { ChatFireworks: Chat } = runInNewContext(`${script.code}; bundle`, {
    ...WEB_PLATFORM,
  }) as { ChatFireworks: typeof ChatFireworks };
  const api = createFireworksLocal();
  const { baseURL } = await api.listen();
  const model = "accounts/fireworks/models/deepseek-v4p1-flash";
  const chat = new Chat({ model, baseURL, apiKey: "fw_edge" });
  const answer = await chat.invoke("Hello");
  let text = "";
  for await (const chunk of await chat.stream("Hello")) text += chunk.text;
  await api.close();
  expect(answer.text).not.toBe("");
  expect(text).toBe(answer.text);
});
