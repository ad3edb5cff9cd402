import { type DatasetFile, FireworksError, type PollClock } from "fireworks-client";
import { type FileLine, fileLines, LONGEST_LINE_BYTES } from "./file-lines.js";

/** How a file is read. */
export interface SteadyReading {
  clock: PollClock;
  signal: AbortSignal | undefined;
  /** Bytes of a line at most. */
  longestLine?: number | undefined;
}

/** How often a download may break off without anything new before that is an error. */
const MOST_FAILURES = 5;
const FIRST_PAUSE_MS = 500;

/**
 * The lines of a file, each once. A download that breaks off is begun again, with a new address if the old
 * one has expired, and goes on behind the last whole line. One that ends within a line is asked for once
 * more: not every server says that it broke off.
 */
export async function* steadyLines(
  file: DatasetFile,
  { clock, signal, longestLine = LONGEST_LINE_BYTES }: SteadyReading,
): AsyncGenerator<FileLine, void> {
  let done = { bytes: 0, lines: 0 };
  let failures = 0;
  for (let isSecondEnd = false; ;) {
    const begun = done;
    // What fails here was tried several times already, by the client.
    const bytes = await file.open();
    try {
      let half: FileLine | undefined;
      for await (const line of fileLines(skipBytes(bytes, begun.bytes), longestLine)) {
        const placed = {
          ...line,
          number: begun.lines + line.number,
          endsAt: begun.bytes + line.endsAt,
        };
        if (isHalf(line)) {
          half = placed;
          break;
        }
        done = { bytes: placed.endsAt, lines: placed.number };
        failures = 0;
        yield placed;
      }
      if (half === undefined) return;
      if (isSecondEnd) return yield half;
      isSecondEnd = true;
    } catch (error) {
      failures += 1;
      const mayPass = FireworksError.isInstance(error) && error.retryable;
      if (!mayPass || failures > MOST_FAILURES) throw error;
      await clock.sleep(FIRST_PAUSE_MS * 2 ** (failures - 1), signal);
    }
  }
}

/** The last line, without an end and no JSON. */
function isHalf({ text, isEnded, isTooLong }: FileLine): boolean {
  if (isEnded || isTooLong) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

async function* skipBytes(
  bytes: AsyncIterable<Uint8Array>,
  count: number,
): AsyncGenerator<Uint8Array, void> {
  let left = count;
  for await (const piece of bytes) {
    if (left < piece.length) yield left === 0 ? piece : piece.subarray(left);
    left = Math.max(0, left - piece.length);
  }
}
