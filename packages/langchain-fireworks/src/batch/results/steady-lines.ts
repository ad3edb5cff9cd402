import { type DatasetFile, FireworksError, type PollClock } from "fireworks-client";
import { type FileLine, fileLines, LONGEST_LINE_BYTES } from "../files/file-lines.js";

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
 * The lines of a file, each once, some at a time. A download that breaks off is begun again, with a new
 * address if the old one has expired, and goes on behind the last whole line. One that ends within a line
 * is asked for once more: not every server says that it broke off.
 */
export async function* steadyLines(
  file: DatasetFile,
  { clock, signal, longestLine = LONGEST_LINE_BYTES }: SteadyReading,
): AsyncGenerator<FileLine[], void> {
  let done: Pick<FileLine, "number" | "endsAt"> = { number: 0, endsAt: 0 };
  let failures = 0;
  for (let isSecondEnd = false; ;) {
    const begun = done;
    // What fails here was tried several times already, by the client.
    const bytes = await file.open();
    try {
      let half: FileLine | undefined;
      for await (const read of fileLines(skipBytes(bytes, begun.endsAt), longestLine)) {
        const lines = placedBehind(begun, read);
        if (isHalf(lines.at(-1))) half = lines.pop();
        done = lines.at(-1) ?? done;
        failures = 0;
        yield lines;
      }
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

/** Places in the file, of lines that were read from somewhere within it. */
function placedBehind(begun: Pick<FileLine, "number" | "endsAt">, lines: FileLine[]): FileLine[] {
  if (begun.endsAt === 0) return lines;
  return lines.map((line) => ({
    ...line,
    number: begun.number + line.number,
    endsAt: begun.endsAt + line.endsAt,
  }));
}

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
