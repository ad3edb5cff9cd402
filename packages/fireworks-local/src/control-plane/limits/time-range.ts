import type { TimeSeries } from "fireworks-client/wire";
import type { GatewayCall } from "../gateway-call.js";
import { invalidArgument } from "../grpc-refusal.js";
import { readDuration, readTimestamp } from "../timestamps.js";

/** What a chart is asked for. Times are milliseconds since 1970. */
export interface TimeRange {
  start: number;
  end: number;
  intervalMs: number;
}

const DAY = 24 * 60 * 60 * 1_000;

/** The defaults of Fireworks' OpenAPI file. */
const DEFAULT_SPAN = 30 * DAY;
const DEFAULT_INTERVAL = 4 * 60 * 60 * 1_000;

const SHORTEST_INTERVAL = 60_000;
const MOST_POINTS = 50_000;

/** `start`, `end` and `interval` of a query. Throws E8, code 3. */
export function readTimeRange({ query, now }: GatewayCall): TimeRange {
  const end = timeOf(query["end"] ?? "", "end") ?? now;
  const start = timeOf(query["start"] ?? "", "start") ?? end - DEFAULT_SPAN;
  const text = query["interval"] ?? "";
  const intervalMs = text === "" ? DEFAULT_INTERVAL : (readDuration(text) ?? Number.NaN);
  if (!(intervalMs >= SHORTEST_INTERVAL)) throw invalidArgument(`invalid interval: ${text}`);
  if (start >= end) throw invalidArgument("start must be before end");
  if ((end - start) / intervalMs > MOST_POINTS)
    throw invalidArgument(`the interval is too short: more than ${MOST_POINTS} points`);
  return { start, end, intervalMs };
}

function timeOf(text: string, name: string): number | undefined {
  if (text === "") return undefined;
  const time = readTimestamp(text);
  if (time === undefined) throw invalidArgument(`invalid ${name}: ${JSON.stringify(text)}`);
  return time;
}

/** One line of a chart; the times are those at which a point begins. */
export function toSeries(
  labels: Record<string, string>,
  points: ReadonlyMap<number, number>,
): TimeSeries {
  const values = [...points].map(([time, value]) => ({
    timestamp: String(Math.floor(time / 1_000)),
    value: String(value),
  }));
  return { labels, values };
}
