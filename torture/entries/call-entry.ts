import type { CellContext } from "../cell-context.js";
import type { Transport } from "../transports.js";
import type { CallSetup, EntryPoint, Outcome } from "./entry-point.js";

interface EntryCall {
  entry: EntryPoint;
  transport: Transport;
  baseURL: string;
  /** Clocks and limits of this cell, over the usual ones. */
  settings?: Partial<CallSetup>;
}

/** Calls an entry point as a user would, with one retry, and keeps all that came out for the search of the key. */
export async function callEntry(
  context: CellContext,
  { entry, transport, baseURL, settings }: EntryCall,
): Promise<Outcome> {
  const outcome = await entry.call({
    baseURL,
    apiKey: context.key,
    fetch: transport.fetch,
    maxRetries: 1,
    signal: context.abortController().signal,
    keep: (...things) => context.keep(...things),
    ...settings,
  });
  context.keep(outcome.error, outcome.answer, outcome.delivered);
  return outcome;
}
