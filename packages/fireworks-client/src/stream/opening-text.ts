/** Enough for every error text; the rest of a page is not wanted. */
const LONGEST_TEXT = 65_536;

/** How the lines of an event stream begin: a comment, or one of its four fields. */
const LINE_STARTS = [":", "data:", "event:", "id:", "retry:"];

/** The beginning of an answer that was to be a stream, kept for the case that it is none. */
export class OpeningText {
  #packets: Uint8Array[] = [];
  #length = 0;

  add(bytes: Uint8Array): void {
    if (this.#length >= LONGEST_TEXT) return;
    this.#packets.push(bytes);
    this.#length += bytes.length;
  }

  /** There are events: what came before them does not matter. */
  clear(): void {
    this.#packets = [];
  }

  /** The text, if it holds a line that an event stream cannot hold; else empty. */
  foreignText(): string {
    const decoder = new TextDecoder();
    const parts = this.#packets.map((bytes) => decoder.decode(bytes, { stream: true }));
    const text = (parts.join("") + decoder.decode()).slice(0, LONGEST_TEXT);
    return text.split(/[\r\n]+/).some(isForeign) ? text : "";
  }
}

/** A line may also be the beginning of a field's name, where the connection broke. */
const isForeign = (line: string): boolean =>
  line.trim() !== "" &&
  !LINE_STARTS.some((start) => line.startsWith(start) || start.startsWith(line));
