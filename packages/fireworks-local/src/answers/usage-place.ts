import type { GenerationRequest } from "fireworks-client/wire";
import type { UsagePlace } from "./chunks.js";

/** What the request asks and the server's setting make of it; see `usageInStream`. */
export function usagePlace(
  { stream_options }: Pick<GenerationRequest, "stream_options">,
  setting: "finish-chunk" | "trailing-chunk" | undefined,
): UsagePlace {
  if (setting === "finish-chunk") return "finish-chunk";
  if (stream_options?.include_usage === true) return "trailing-chunk";
  return setting === "trailing-chunk" ? "none" : "finish-chunk";
}
