import { BatchRunError } from "./batch-run-error.js";

/** The storage gave something else than the rows of a job. */
export function notResults(batch: string, happened: string): BatchRunError {
  return new BatchRunError({
    reason: "not-results",
    batch,
    happened,
    hint: "A proxy may have put a page of its own in its place: read the results again.",
    retryable: true,
  });
}

const SHOWN = 60;

/** The beginning of what was found instead. */
export function shown(text: string): string {
  return JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
}
