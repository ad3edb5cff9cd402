/** What one server-sent event holds; comments are events of their own here. */
export type EngineEvent = { data: string } | { comment: string };

/** No event of an answer is longer; what is has no end. */
const LONGEST_EVENT = 16 * 1024 * 1024;

/** Cuts a stream into events, whatever its line ends and wherever the network cut it. */
export class EventSplitter {
  readonly #decoder = new TextDecoder();
  #rest = "";
  #data: string[] = [];

  /** Throws when an event does not end. */
  push(bytes: Uint8Array): EngineEvent[] {
    return this.#read(this.#decoder.decode(bytes, { stream: true }));
  }

  /** What stood after the last blank line: some engines forget it at the end. */
  end(): EngineEvent[] {
    return this.#read(`${this.#decoder.decode()}\n\n`);
  }

  #read(piece: string): EngineEvent[] {
    this.#rest += piece;
    const events: EngineEvent[] = [];
    // A carriage return at the end may be half of a line end.
    const lines = /\r\n|\n|\r(?!$)/g;
    let start = 0;
    for (let match = lines.exec(this.#rest); match !== null; match = lines.exec(this.#rest)) {
      const event = this.#line(this.#rest.slice(start, match.index));
      if (event !== undefined) events.push(event);
      start = lines.lastIndex;
    }
    this.#rest = this.#rest.slice(start);
    if (this.#rest.length > LONGEST_EVENT) throw new Error("an event of the stream does not end");
    return events;
  }

  #line(line: string): EngineEvent | undefined {
    if (line.startsWith(":")) return { comment: line.slice(1) };
    const [, field, value = ""] = /^([a-z]+): ?(.*)$/s.exec(line) ?? [];
    // Older llama.cpp sends its errors in a field of that name.
    if (field === "data" || field === "error") this.#data.push(value);
    if (line !== "" || this.#data.length === 0) return undefined;
    const data = this.#data.join("\n");
    this.#data = [];
    return { data };
  }
}
