import {
  boolean,
  type Field,
  integerRange,
  jsonObject,
  list,
  object,
  oneOf,
  optional,
  type Shape,
  string,
} from "../../requests/shape.js";
import { STATUS_CODES } from "../messages/status.js";
import type { BatchFault } from "./batch-fault.js";
import type { BatchTimings } from "./batch-timings.js";
import type { BatchOptions } from "./options.js";

/** A year: longer than any job lives. */
const ms = optional({ kind: "number", min: 0, max: 365 * 24 * 60 * 60 * 1_000 });
const rows = integerRange(0, 1_000_000_000);
const pattern: Shape = { kind: "string", maxLength: 1_000 };
const patterns = list(pattern, { max: 1_000 });

const TIMINGS: Record<keyof BatchTimings, Field> = {
  uploadMs: ms,
  validatingMs: ms,
  pendingMs: ms,
  creatingMs: ms,
  msPerRow: ms,
  writingMs: ms,
  cleaningUpMs: ms,
};

const MATCH: Record<keyof NonNullable<BatchFault["match"]>, Field> = {
  jobId: optional(pattern),
  displayName: optional(pattern),
  model: optional(pattern),
};

const FAIL: Record<keyof NonNullable<BatchFault["fail"]>, Field> = {
  afterRows: optional(rows),
  code: optional(oneOf(...STATUS_CODES)),
  message: optional(string),
};

const FAULT: Record<keyof BatchFault, Field> = {
  match: optional(object(MATCH)),
  fail: optional(object(FAIL)),
  expireAfterRows: optional(rows),
  stayPending: optional(boolean),
  failRows: optional(patterns),
  rowError: optional(jsonObject),
  loseRows: optional(patterns),
};

/** Also keys of a file of resources. */
export const BATCH_PLAN_KEYS: Readonly<Record<keyof BatchOptions, Field>> = {
  batchTimings: optional(object(TIMINGS)),
  batchFaults: optional(list(object(FAULT), { max: 1_000 })),
};

/** The options of batches, as they are written in code and in an admin request. */
export const BATCH_PLAN_SHAPE: Shape = object(BATCH_PLAN_KEYS);
