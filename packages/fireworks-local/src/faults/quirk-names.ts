import type { CallQuirkName } from "./quirks/call-quirks.js";
import type { FinishQuirkName } from "./quirks/finish-quirks.js";
import { LINE_QUIRKS, type LineQuirkName } from "./quirks/line-quirks.js";
import type { RewrittenCallQuirkName } from "./quirks/rewritten-calls.js";
import type { ShapeQuirkName } from "./quirks/shape-quirks.js";
import type { UsageQuirkName } from "./quirks/usage-quirks.js";
import type { ChunkQuirk } from "./quirks/chunk-quirk.js";
import { CALL_QUIRKS } from "./quirks/call-quirks.js";
import { FINISH_QUIRKS } from "./quirks/finish-quirks.js";
import { REWRITTEN_CALL_QUIRKS } from "./quirks/rewritten-calls.js";
import { SHAPE_QUIRKS } from "./quirks/shape-quirks.js";
import { USAGE_QUIRKS } from "./quirks/usage-quirks.js";

/** A departure from the usual stream, in what the chunks say. */
export type ChunkQuirkName =
  | UsageQuirkName
  | FinishQuirkName
  | ShapeQuirkName
  | CallQuirkName
  | RewrittenCallQuirkName;

/** A departure from the usual stream: in what its chunks say, or in how its lines are written. */
export type QuirkName = ChunkQuirkName | LineQuirkName;

export const CHUNK_QUIRKS: Readonly<Record<ChunkQuirkName, ChunkQuirk>> = {
  ...USAGE_QUIRKS,
  ...FINISH_QUIRKS,
  ...SHAPE_QUIRKS,
  ...CALL_QUIRKS,
  ...REWRITTEN_CALL_QUIRKS,
};

export const QUIRK_NAMES: readonly QuirkName[] = [
  ...(Object.keys(CHUNK_QUIRKS) as ChunkQuirkName[]),
  ...(Object.keys(LINE_QUIRKS) as LineQuirkName[]),
];
