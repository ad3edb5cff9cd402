import type { PerfMetrics } from "fireworks-client/wire";
import type { Exchange } from "../state/exchange.js";

/** One figure that the server tells of itself. */
export interface ServerTiming {
  /** Without `fireworks-`, as in `perf_metrics`. */
  name: string;
  /** As it was sent. */
  value: string;
  /** In milliseconds, of what is a duration. */
  ms: number | undefined;
  saidBy: "header" | "perf_metrics" | "both";
}

const PREFIX = "fireworks-";

/** The `fireworks-*` headers and the `perf_metrics` of the body, which say the same by the same names. */
export function serverTimings({
  headers,
  facts,
}: Pick<Exchange, "headers" | "facts">): ServerTiming[] {
  const inHeaders = new Map(
    headers.flatMap(([name, value]): [string, string][] =>
      name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), value]] : [],
    ),
  );
  const inBody = metricsOf(facts.perfMetrics);
  const names = new Set([...inHeaders.keys(), ...inBody.keys()]);
  return [...names].map((name) => {
    const value = inBody.get(name) ?? inHeaders.get(name) ?? "";
    const isInBoth = inBody.has(name) && inHeaders.has(name);
    const saidBy = isInBoth ? "both" : inBody.has(name) ? "perf_metrics" : "header";
    return { name, value, ms: milliseconds(name, value), saidBy };
  });
}

function metricsOf(metrics: PerfMetrics | undefined): Map<string, string> {
  const given = Object.entries(metrics ?? {}).filter(([, value]) => value !== null);
  return new Map(given.map(([name, value]) => [name, String(value)]));
}

/** The contract gives durations in seconds, and they are the names that end so. */
function milliseconds(name: string, value: string): number | undefined {
  if (!/(?:-time|-duration|-time-to-first-token)$/.test(name)) return undefined;
  const seconds = Number.parseFloat(value);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
