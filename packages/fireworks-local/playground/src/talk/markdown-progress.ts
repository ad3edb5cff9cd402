import { markdownBlocks } from "./markdown-html.js";

/** What to do with the picture of a text that has grown. */
export interface MarkdownStep {
  /** Blocks that will not change any more, to be added before the tail. */
  finished: readonly string[];
  /** The source of the last block, drawn anew; undefined: leave it as it is. */
  tail: string | undefined;
  /** What came since the tail was drawn, to be shown as plain text behind it. */
  rest: string;
}

/** A tail shorter than this is drawn anew whenever it grows. */
const SHORT = 2_000;

/**
 * Cuts a growing text into blocks, so that what is whole is drawn once. The last block may still change and
 * is drawn anew, a long one only when it has grown by a quarter: the work for a text grows with its length,
 * whatever blocks it is made of.
 */
export class MarkdownProgress {
  /** How much of the text is in finished blocks, and how much was drawn. */
  #finished = 0;
  #drawn = 0;

  next(written: string, isOver: boolean): MarkdownStep {
    // The reader of Markdown does the same, and places count its characters.
    const text = written.includes("\r") ? written.replace(/\r\n?/g, "\n") : written;
    const length = text.length - this.#finished;
    const grown = text.length - this.#drawn;
    if (!isOver && length > SHORT && grown * 4 < length)
      return { finished: [], tail: undefined, rest: text.slice(this.#drawn) };
    const blocks = markdownBlocks(text.slice(this.#finished)).map(({ raw }) => raw);
    // Space behind a block may turn out to stand inside it: a list goes on after an empty line.
    const last = isOver ? blocks.length : blocks.findLastIndex((raw) => raw.trim() !== "");
    const finished = blocks.slice(0, Math.max(0, last)).filter((raw) => raw.trim() !== "");
    this.#finished += blocks.slice(0, Math.max(0, last)).join("").length;
    this.#drawn = text.length;
    return { finished, tail: text.slice(this.#finished), rest: "" };
  }
}
