const BYTE_ORDER_MARK = "\uFEFF";

/** Keeps no state between packets, so one serves all streams. */
const WHOLE = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Bytes in any split → text, like a streaming TextDecoder. In Node a decoder that keeps state is ten
 * times slower on ASCII, which most streams are, than one that does not (npm run bench -- content), so
 * packets that neither begin nor end inside a character take the faster way as long as they are
 * ASCII. On other text that way is the slower one, hence the look at the packet before.
 */
export class Utf8Text {
  // Only the first character of the whole text may be a byte order mark, not that of each packet.
  readonly #streaming = new TextDecoder("utf-8", { ignoreBOM: true });
  #sawText = false;
  #endedWithAscii = true;
  #wasAscii = true;

  decode(bytes: Uint8Array): string {
    if (bytes.length === 0) return "";
    const beginsClean = this.#endedWithAscii;
    this.#endedWithAscii = (bytes[bytes.length - 1] as number) < 0x80;
    const independent = beginsClean && this.#endedWithAscii;
    const text =
      independent && this.#wasAscii
        ? WHOLE.decode(bytes)
        : this.#streaming.decode(bytes, { stream: true });
    this.#wasAscii = text.length === bytes.length;
    return this.#withoutMark(text);
  }

  /** What is left of a character that the end cut off. */
  end(): string {
    return this.#withoutMark(this.#streaming.decode());
  }

  #withoutMark(text: string): string {
    if (this.#sawText || text === "") return text;
    this.#sawText = true;
    return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  }
}
