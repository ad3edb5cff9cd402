import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import type { AIMessageChunk } from "@langchain/core/messages";
import type { PollClock } from "fireworks-client";
import {
  createFireworksLocal,
  type FireworksLocal,
  type FireworksLocalOptions,
} from "fireworks-local";
import { ChatFireworks } from "langchain-fireworks";
import { type BatchItem, type BatchSettings, FireworksBatch } from "langchain-fireworks/batch";
import { KEY, MODEL } from "../local-model.js";

/** A clock that is at the next hour as soon as somebody waits for it. */
export class VirtualClock implements PollClock {
  time: number = Date.parse("2026-11-23T10:00:00Z");
  /** Every wait that was asked for, in milliseconds. */
  readonly waits: number[] = [];
  readonly #alarms: { at: number; ring: () => void }[] = [];

  now = (): number => this.time;
  elapsed = (): number => this.time;
  random = (): number => 0;

  /** Short waits move the clock; long ones end when it has come there. */
  sleep = async (delayMs: number, signal: AbortSignal | undefined): Promise<void> => {
    signal?.throwIfAborted();
    if (delayMs <= LONGEST_POLL_MS) {
      this.waits.push(delayMs);
      await new Promise(setImmediate);
      this.move(delayMs);
      signal?.throwIfAborted();
      return;
    }
    await new Promise<void>((resolve, reject) => {
      this.#alarms.push({ at: this.time + delayMs, ring: resolve });
      signal?.addEventListener("abort", () => reject(signal.reason as Error));
    });
  };

  move(byMs: number): void {
    this.time += byMs;
    for (const { at, ring } of this.#alarms) if (at <= this.time) ring();
  }
}

const LONGEST_POLL_MS = 4 * 60 * 60_000;

/** A server of the test's own, and a batch over it. */
export interface LocalBatch {
  local: FireworksLocal;
  clock: VirtualClock;
  llm: ChatFireworks;
  /** The codes that were told. */
  warnings: string[];
  settings: BatchSettings;
  batch: FireworksBatch<BaseLanguageModelInput, AIMessageChunk>;
}

/** Server and batch look at the same clock. */
export function localServer(options: FireworksLocalOptions = {}): LocalBatch {
  const clock = new VirtualClock();
  const local = createFireworksLocal({ now: clock.now, ...options });
  const llm = new ChatFireworks({
    model: MODEL,
    apiKey: KEY,
    baseURL: local.baseURL,
    fetch: local.fetch,
    maxRetries: 0,
  });
  const warnings: string[] = [];
  const settings: BatchSettings = { clock, onWarning: ({ code }) => warnings.push(code) };
  const batch = new FireworksBatch({ chain: llm, ...settings });
  return { local, clock, llm, warnings, settings, batch };
}

export async function all<Output>(
  items: AsyncIterable<BatchItem<Output>>,
): Promise<BatchItem<Output>[]> {
  const list: BatchItem<Output>[] = [];
  for await (const item of items) list.push(item);
  return list;
}
