import { LATENCY_PROFILES } from "../latency/latency.js";
import { object, oneOf, optional, range, type Shape, union } from "./shape.js";

/** Milliseconds to wait. Longer ones end at once in JavaScript. */
export const MILLISECONDS: Shape = range(0, 2_147_483_647);

/** How fast answers come, as files of scripts and of faults say it. */
export const LATENCY_SHAPE: Shape = union({
  profile: oneOf(...Object.keys(LATENCY_PROFILES)),
  figures: object({
    firstTokenMs: optional(MILLISECONDS, "Milliseconds until the first event."),
    betweenTokensMs: optional(MILLISECONDS, "Milliseconds between the tokens after it."),
    jitter: optional(range(0, 1), "Share by which a wait may differ, from the request."),
  }),
});
