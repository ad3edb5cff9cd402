/** One line of a JSONL file. */
export interface FileLine {
  /** Without its end. Of a line that is too long: its beginning. */
  text: string;
  /** From 1; blank lines count. */
  number: number;
  /** Longer than the limit: `text` is only its beginning. */
  isTooLong: boolean;
  /** Whether the line has an end. Only the last one of a file may lack it. */
  isEnded: boolean;
}

/** The longest line that is read, in bytes; an answer with its logprobs is a few megabytes. */
export const LONGEST_LINE_BYTES: number = 64 * 1024 * 1024;

/** How much is kept of a line that is too long: enough to tell whose it is. */
const KEPT_BYTES = 1024;

const LINE_FEED = 0x0a;

/**
 * Cuts bytes into lines, wherever the packets were cut, and gives those that a packet completes together. It
 * holds no more than a packet and one line. Blank lines are left out; a line may end with CR LF; the last
 * one needs no end.
 */
export async function* fileLines(
  bytes: AsyncIterable<Uint8Array>,
  longest: number = LONGEST_LINE_BYTES,
): AsyncGenerator<FileLine[], void> {
  const line = new LineUnderWay(longest);
  for await (const piece of bytes) {
    const lines = linesIn(piece, line);
    if (lines.length > 0) yield lines;
  }
  const last = line.end(false);
  if (last !== undefined) yield [last];
}

/** The lines that end in a piece; what follows the last of them is kept for the next one. */
function linesIn(piece: Uint8Array, line: LineUnderWay): FileLine[] {
  const lines: FileLine[] = [];
  let from = 0;
  for (let at = piece.indexOf(LINE_FEED); at >= 0; at = piece.indexOf(LINE_FEED, from)) {
    line.add(piece.subarray(from, at));
    from = at + 1;
    const ended = line.end(true);
    if (ended !== undefined) lines.push(ended);
  }
  line.add(piece.subarray(from));
  return lines;
}

/** The pieces of one line, until it ends. */
class LineUnderWay {
  readonly #longest: number;
  #pieces: Uint8Array[] = [];
  #length = 0;
  #isTooLong = false;
  #number = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  add(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#length += piece.length;
    if (this.#isTooLong) return;
    this.#pieces.push(piece);
    if (this.#length <= this.#longest) return;
    this.#isTooLong = true;
    this.#pieces = [Buffer.concat(this.#pieces).subarray(0, KEPT_BYTES)];
  }

  /** Undefined for a blank line. */
  end(isEnded: boolean): FileLine | undefined {
    this.#number += 1;
    const [first] = this.#pieces;
    const whole = this.#pieces.length === 1 && first ? first : Buffer.concat(this.#pieces);
    const text = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength).toString("utf8");
    const isTooLong = this.#isTooLong;
    this.#pieces = [];
    this.#length = 0;
    this.#isTooLong = false;
    const clean = withoutMarks(text, this.#number);
    if (clean.trim() === "") return undefined;
    return { text: clean, number: this.#number, isTooLong, isEnded };
  }
}

/** Neither the mark that some programs put at the beginning of a file nor the end of a line. */
function withoutMarks(text: string, number: number): string {
  const begun = number === 1 && text.startsWith("\uFEFF") ? text.slice(1) : text;
  return begun.endsWith("\r") ? begun.slice(0, -1) : begun;
}
