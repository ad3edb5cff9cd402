import {
  type Latency,
  LATENCY_PROFILES,
  type LatencyProfile,
  type LatencySetting,
} from "../latency/latency.js";
import { CliUsageError } from "./usage-error.js";

const FIGURES: Readonly<Record<string, keyof Latency>> = {
  first: "firstTokenMs",
  between: "betweenTokensMs",
  jitter: "jitter",
};

/** `--latency slow` or `--latency first=400,between=12,jitter=0.3`. */
export function readLatency(text: string | undefined): LatencySetting | undefined {
  if (text === undefined) return undefined;
  if (Object.hasOwn(LATENCY_PROFILES, text)) return text as LatencyProfile;
  return Object.fromEntries(text.split(",").map(readFigure));
}

function readFigure(part: string): [keyof Latency, number] {
  const [, name = "", figure = ""] = /^(\w+)=(\d+(?:\.\d+)?)$/.exec(part.trim()) ?? [];
  const key = Object.hasOwn(FIGURES, name) ? FIGURES[name] : undefined;
  const isWithin = key !== "jitter" || Number(figure) <= 1;
  if (key !== undefined && isWithin) return [key, Number(figure)];
  const profiles = Object.keys(LATENCY_PROFILES).join(", ");
  throw new CliUsageError(
    `--latency must be one of ${profiles}, or figures like first=400,between=12,jitter=0.3 ` +
      `(milliseconds, and a share of 1), not '${part}'.`,
  );
}
