import { type DatasetFile, FireworksError, type PollClock } from "fireworks-client";
import { notResults } from "../errors/not-results.js";
import { type FileLine, fileLines, LONGEST_LINE_BYTES } from "../files/file-lines.js";
import type { BatchHandle } from "../handle/batch-handle.js";

/** How a file is read. */
export interface SteadyReading {
  handle: BatchHandle;
  clock: PollClock;
  signal: AbortSignal | undefined;
  /** Bytes of a line at most. */
  longestLine?: number | undefined;
}

/** How often a download may break off without anything new before that is an error. */
const MOST_FAILURES = 5;
const FIRST_PAUSE_MS = 500;

/**
 * The lines of a file, each once, some at a time. A download that breaks off is begun again, with a new
 * address if the old one has expired, and goes on behind the last whole line. One that ends within a line
 * is asked for once more: not every server says that it broke off.
 *
 * @throws {@link BatchRunError} for another file than was begun, such as a page of a proxy
 */
export async function* steadyLines(
  file: DatasetFile,
  { handle, clock, signal, longestLine = LONGEST_LINE_BYTES }: SteadyReading,
): AsyncGenerator<FileLine[], void> {
  let done = 0;
  let beginning = "";
  let failures = 0;
  for (let isSecondEnd = false; ;) {
    // What fails here was tried several times already, by the client.
    const bytes = await file.open();
    try {
      let half: FileLine | undefined;
      let reached = 0;
      for await (const read of fileLines(bytes, longestLine)) {
        if (reached === 0 && done > 0 && beginningOf(read) !== beginning) break;
        reached = lastNumber(read);
        const lines = read.filter(({ number }) => number > done);
        if (isHalf(lines.at(-1))) half = lines.pop();
        if (lines.length === 0) continue;
        if (done === 0) beginning = beginningOf(lines);
        done = lastNumber(lines);
        failures = 0;
        yield lines;
      }
      if (reached < done)
        throw notResults(handle.id, `${file.path} is another file than ${done} lines before`);
      if (half === undefined) return;
      if (isSecondEnd) return yield [half];
      isSecondEnd = true;
    } catch (error) {
      failures += 1;
      const mayPass = FireworksError.isInstance(error) && error.retryable;
      if (!mayPass || failures > MOST_FAILURES) throw error;
      await clock.sleep(FIRST_PAUSE_MS * 2 ** (failures - 1), signal);
    }
  }
}

const lastNumber = (lines: readonly FileLine[]): number => lines.at(-1)?.number ?? 0;

/** Enough to tell a row from a page, and a row from another. */
const beginningOf = ([first]: readonly FileLine[]): string => first?.text.slice(0, 200) ?? "";

/** The last line, without an end and no JSON. */
function isHalf(line: FileLine | undefined): boolean {
  if (line === undefined || line.isEnded || line.isTooLong) return false;
  try {
    JSON.parse(line.text);
    return false;
  } catch {
    return true;
  }
}
