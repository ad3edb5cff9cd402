import { FireworksClient } from "fireworks-client";
import type { CallGate, FireworksClientOptions } from "fireworks-client";
import {
  ChatFireworks,
  Fireworks,
  FireworksEmbeddings,
  FireworksRerank,
} from "langchain-fireworks";
import type { ChatFireworksFields } from "langchain-fireworks";
import { CallbackHandler } from "./callback-steps.js";
import { MODEL } from "./good-answers.js";
import type { Steps } from "./steps.js";
import type { Fetch } from "../transports.js";

/** The settings of a situation, by the names every class has them. */
export type Settings = Pick<
  ChatFireworksFields,
  "maxRetries" | "waitForDeployment" | "onOverload" | "suggestModels" | "maxConcurrency" | "timeout"
> & { pacing?: CallGate };

/** What one run gets. */
export interface RunKit {
  baseURL: string;
  apiKey: () => Promise<string>;
  fetch: Fetch;
  signal: AbortSignal | undefined;
  steps: Steps;
  settings: Settings;
}

/** One way into the project that ends in a request for an answer. */
export interface AbortEntry {
  /** As in the matrix: `chat.invoke`. */
  name: string;
  /** The bare client knows nothing of deployments that start, of fallbacks and of queues of core. */
  isClient?: boolean;
  /** Text completions and chats fall back; embeddings and rankings do not. */
  generates?: boolean;
  /** Whether answers come piece by piece to the caller. */
  streams?: boolean;
  ask: (kit: RunKit) => Promise<unknown>;
}

const fields = ({ baseURL, apiKey, fetch, steps, settings }: RunKit) => ({
  model: MODEL,
  baseURL,
  apiKey,
  fetch,
  onWarning: null,
  suggestModels: false,
  onRetry: () => steps.mark("retry"),
  ...settings,
});

function clientOf({ baseURL, apiKey, fetch, steps, settings }: RunKit): FireworksClient {
  const { maxRetries, pacing, timeout } = settings;
  const onRetry: FireworksClientOptions["onRetry"] = () => steps.mark("retry");
  const pacer = pacing;
  return new FireworksClient({ baseURL, apiKey, fetch, onRetry, maxRetries, timeout, pacer });
}

async function readAll(kit: RunKit, stream: AsyncIterable<unknown>): Promise<unknown[]> {
  const seen: unknown[] = [];
  for await (const item of stream) {
    seen.push(item);
    await kit.steps.at("reader");
  }
  return seen;
}

const QUESTION = { messages: [{ role: "user" as const, content: "Count." }] };

const callOf = (kit: RunKit) => ({
  signal: kit.signal,
  callbacks: [new CallbackHandler(kit.steps)],
});

/** Every way to ask for an answer. */
export const ABORT_ENTRIES: readonly AbortEntry[] = [
  {
    name: "chat.invoke",
    generates: true,
    ask: (kit) => new ChatFireworks(fields(kit)).invoke("Count.", callOf(kit)),
  },
  {
    name: "chat.invoke-streaming",
    generates: true,
    ask: (kit) =>
      new ChatFireworks({ ...fields(kit), streaming: true }).invoke("Count.", callOf(kit)),
  },
  {
    name: "chat.stream",
    generates: true,
    streams: true,
    ask: async (kit) =>
      readAll(kit, await new ChatFireworks(fields(kit)).stream("Count.", callOf(kit))),
  },
  {
    name: "chat.events",
    generates: true,
    streams: true,
    ask: async (kit) => {
      const { signal } = kit;
      const model = new ChatFireworks(fields(kit));
      return readAll(kit, model.streamEvents("Count.", { signal }));
    },
  },
  {
    name: "chat.batch",
    generates: true,
    ask: (kit) => new ChatFireworks(fields(kit)).batch(["Count."], callOf(kit)),
  },
  {
    name: "llm.invoke",
    generates: true,
    ask: (kit) => new Fireworks(fields(kit)).invoke("Count.", callOf(kit)),
  },
  {
    name: "llm.stream",
    generates: true,
    streams: true,
    ask: async (kit) =>
      readAll(kit, await new Fireworks(fields(kit)).stream("Count.", callOf(kit))),
  },
  {
    name: "embeddings.documents",
    ask: ({ signal, ...kit }) =>
      new FireworksEmbeddings(fields({ ...kit, signal })).embedDocuments(["a", "b"], { signal }),
  },
  {
    name: "rerank",
    ask: ({ signal, ...kit }) =>
      new FireworksRerank(fields({ ...kit, signal })).rerank(["a", "b"], "a", { signal }),
  },
  {
    name: "client.chat",
    isClient: true,
    ask: (kit) =>
      clientOf(kit).chat.completions.create({ model: MODEL, ...QUESTION }, { signal: kit.signal }),
  },
  {
    name: "client.chat-stream",
    isClient: true,
    streams: true,
    ask: async (kit) => {
      const request = { model: MODEL, ...QUESTION, stream: true as const };
      const { signal } = kit;
      return readAll(kit, await clientOf(kit).chat.completions.create(request, { signal }));
    },
  },
];
