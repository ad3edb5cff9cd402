import { FireworksClient } from "fireworks-client";
import { ChatFireworks, Fireworks, type ChatFireworksFields } from "langchain-fireworks";
import type { Fetch } from "../transports.js";

/** What a stream is asked with. */
export interface StreamSetup extends Pick<ChatFireworksFields, "callbacks"> {
  readonly baseURL: string;
  readonly apiKey: string;
  readonly fetch: Fetch;
  readonly signal?: AbortSignal;
  /** Choices to ask for. Default: one. */
  readonly n?: number;
}

/** A way to read an answer while it arrives. */
export interface StreamEntry {
  readonly name: string;
  readonly path: "/chat/completions" | "/completions";
  /**
   * Whether core reads the answer to its end whoever still listens, for all readers to come (its
   * `ChatModelStream`): then only the signal ends it, and a slow reader slows nothing down.
   */
  readonly readByCore?: boolean;
  open(setup: StreamSetup): Promise<AsyncIterable<unknown>>;
}

const MODEL = "accounts/fireworks/models/kimi-k3";
const MESSAGES = [{ role: "user" as const, content: "Hello" }];

/** Every stream there is. */
export const STREAM_ENTRIES: readonly StreamEntry[] = [
  {
    name: "chat.stream",
    path: "/chat/completions",
    open: ({ signal, callbacks, ...setup }) =>
      new ChatFireworks({ model: MODEL, ...setup }).stream("Hello", { signal, callbacks }),
  },
  {
    name: "chat.events",
    readByCore: true,
    path: "/chat/completions",
    open: async ({ signal, callbacks, ...setup }) => {
      const model = new ChatFireworks({ model: MODEL, ...setup });
      const events = model.streamEvents("Hello", { signal, callbacks });
      // What core gives is a promise of the message too; an `async` function would wait for that.
      return { [Symbol.asyncIterator]: () => events[Symbol.asyncIterator]() };
    },
  },
  {
    name: "llm.stream",
    path: "/completions",
    open: ({ signal, callbacks, ...setup }) =>
      new Fireworks({ model: MODEL, ...setup }).stream("Hello", { signal, callbacks }),
  },
  {
    name: "client.chat-stream",
    path: "/chat/completions",
    open: ({ signal, n, callbacks: _callbacks, ...setup }) =>
      new FireworksClient(setup).chat.completions.create(
        { model: MODEL, messages: MESSAGES, stream: true, n },
        { signal },
      ),
  },
  {
    name: "client.completions-stream",
    path: "/completions",
    open: ({ signal, n, callbacks: _callbacks, ...setup }) =>
      new FireworksClient(setup).completions.create(
        { model: MODEL, prompt: "Hello", stream: true, n },
        { signal },
      ),
  },
];
