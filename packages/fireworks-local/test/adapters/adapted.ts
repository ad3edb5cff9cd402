import type { FireworksLocal } from "fireworks-local";
import { eventsIn } from "../../src/journal/server-sent-events.js";
import { postTo } from "../local.js";

export const MODEL = "accounts/fireworks/models/deepseek-v4p1-flash";

/** An answer of either vocabulary, as far as a test looks into it. */
export interface Loose {
  [key: string]: Loose;
}

/** One event of a stream. */
export interface StreamEvent {
  type: string;
  index?: number;
  delta?: unknown;
  item?: unknown;
  message?: Loose;
  response?: Loose;
  content_block?: object;
  error?: Loose;
  logprobs?: unknown;
  sequence_number?: number;
}

export async function eventsAt(
  server: FireworksLocal,
  path: string,
  body: object,
): Promise<StreamEvent[]> {
  const response = await postTo(server, path, { ...body, stream: true });
  const text = await response.text();
  if (response.status !== 200) throw new Error(text);
  return eventsIn(text).map((data) => JSON.parse(data) as StreamEvent);
}

/** The names in order, repeated ones once. */
export function typesOf(events: readonly StreamEvent[]): string[] {
  return events.map(({ type }) => type).filter((type, at, all) => type !== all[at - 1]);
}

/** Status and body of a refused request. */
export async function refusedAt(
  server: FireworksLocal,
  path: string,
  body: unknown,
): Promise<[number, Loose]> {
  const response = await postTo(server, path, body);
  return [response.status, (await response.json()) as Loose];
}
