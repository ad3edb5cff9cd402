import type { AIMessageChunk } from "@langchain/core/messages";
import type { FireworksError } from "fireworks-client";

/** A Fireworks error as it leaves a model: with the fields of its class and LangChain's. */
export type Failure = FireworksError & {
  field?: string;
  status?: number;
  phase?: string;
  reason?: string;
  timeoutMs?: number;
  model?: string;
  lc_error_code?: string;
  partialOutput?: AIMessageChunk;
};

/** The error a call fails with. Fails itself when the call succeeds. */
export async function failureOf(run: () => unknown): Promise<Failure> {
  try {
    await run();
  } catch (error) {
    return error as Failure;
  }
  throw new Error("The call was expected to fail, and it succeeded.");
}

/** Reads a stream to its end and gives what came. */
export async function collect<T>(
  items: AsyncIterable<T> | Promise<AsyncIterable<T>>,
): Promise<T[]> {
  const all: T[] = [];
  // Not awaited when it can be read: core's event stream is a promise of its message as well.
  const source = Symbol.asyncIterator in items ? items : await items;
  for await (const item of source) all.push(item);
  return all;
}
