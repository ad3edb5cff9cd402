import type { BatchHandle } from "../handle/batch-handle.js";

/** What an error of `submit` carries. */
export interface SubmitErrorFields {
  /**
   * The batch as far as it came: what it names may be there in part. Submitting the same inputs again goes
   * on from there. Absent as long as nothing was sent.
   */
  handle?: BatchHandle;
}

/** Hands out an error with the handle of what was made before it. */
export function withHandle<Thrown>(error: Thrown, handle: BatchHandle | undefined): Thrown {
  if (handle === undefined || !(error instanceof Error)) return error;
  return Object.defineProperty(error, "handle", { value: handle, configurable: true });
}
