import { ChatFireworks } from "langchain-fireworks";
import { type FireworksClient, FireworksClient as Client } from "fireworks-client";
import type { Mishap } from "./endurance-server.js";
import type { ServerProcess } from "./server-process.js";

const MODEL = "accounts/fireworks/models/kimi-k3";
const QUESTION = [{ role: "user" as const, content: "Hello" }];

/** What is counted of a run. */
export interface Counts {
  chunks: number;
  calls: number;
  /** Calls that failed as they had to. */
  failed: number;
}

export interface WorkSetup {
  server: ServerProcess;
  apiKey: string;
  /** One signal for all calls: what is left on it would pile up. */
  signal: AbortSignal;
  counts: Counts;
  /** What came out wrong. */
  surprises: string[];
  /** Errors, one in a while, for the search of the key. */
  keep: (thing: unknown) => void;
}

type Work = () => Promise<unknown>;

/** Reads long streams until so many chunks have come: the model's chunks and the bare client's in turns. */
export function streamWork({ server, apiKey, signal, counts }: WorkSetup): Work[] {
  const settings = { apiKey, baseURL: server.baseURL("/long") };
  const model = new ChatFireworks({ model: MODEL, ...settings });
  const client = new Client(settings);
  return [
    async () => {
      for await (const _ of await model.stream("Hello", { signal })) counts.chunks += 1;
    },
    async () => {
      for await (const _ of await openStream(client, signal)) counts.chunks += 1;
    },
  ];
}

const MISHAPS: readonly Mishap[] = ["refused", "reset", "cut", "error-inside", "not-json"];

/** Short calls of every kind, one in three of them broken, aborted or left. */
export function callWork(setup: WorkSetup): Work[] {
  const { server, apiKey, signal, counts, surprises, keep } = setup;
  const settings = { apiKey, maxRetries: 1, onWarning: null };
  const good = new ChatFireworks({ model: MODEL, ...settings, baseURL: server.baseURL() });
  const client = new Client({ apiKey, maxRetries: 1, baseURL: server.baseURL() });
  const counted =
    (work: Work): Work =>
    async () => {
      counts.calls += 1;
      await work();
    };
  const broken = MISHAPS.map((mishap): Work => {
    const baseURL = server.baseURL(`/mishap/${mishap}`);
    const model = new ChatFireworks({ model: MODEL, ...settings, baseURL });
    return async () => {
      try {
        for await (const _ of await model.stream("Hello", { signal }));
        surprises.push(`${mishap} gave an answer`);
      } catch (error) {
        counts.failed += 1;
        keep(error);
      }
    };
  });
  return [
    ...["a", "b", "c", "d"].map(
      (text): Work =>
        () =>
          good.invoke(text, { signal }),
    ),
    () => drain(good.stream("Hello", { signal })),
    () => drain(openStream(client, signal)),
    () => client.chat.completions.create({ model: MODEL, messages: QUESTION }, { signal }),
    async () => void (await good.streamEvents("Hello", { signal })),
    () => leave(good.stream("Hello", { signal })),
    () => aborted(good, counts, surprises),
    ...broken,
  ].map(counted);
}

const openStream = (client: FireworksClient, signal: AbortSignal) =>
  client.chat.completions.create({ model: MODEL, messages: QUESTION, stream: true }, { signal });

async function drain(stream: Promise<AsyncIterable<unknown>>): Promise<void> {
  for await (const _ of await stream);
}

async function leave(stream: Promise<AsyncIterable<unknown>>): Promise<void> {
  for await (const _ of await stream) break;
}

async function aborted(model: ChatFireworks, counts: Counts, surprises: string[]): Promise<void> {
  const controller = new AbortController();
  try {
    const stream = await model.stream("Hello", { signal: controller.signal });
    for await (const _ of stream) controller.abort();
    surprises.push("an aborted stream ended well");
  } catch (error) {
    counts.failed += 1;
    if (!(error instanceof Error) || error.name !== "AbortError") surprises.push(String(error));
  }
}
