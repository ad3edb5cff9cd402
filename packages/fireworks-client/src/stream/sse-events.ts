import { Utf8Text } from "./utf8-text.js";

/** One server-sent event. */
export interface SseEvent {
  /** The event's name; empty when it has none, which is Fireworks' normal case. */
  name: string;
  data: string;
  /** False for what stood at the end of the body without the blank line that ends an event. */
  terminated: boolean;
}

/** 16 Mi UTF-16 code units: far above any chunk, small enough to survive. */
const DEFAULT_MAX_EVENT_LENGTH: number = 16 * 1024 * 1024;

/**
 * Bytes in any split → server-sent events (WHATWG HTML, section 9.2.6). Differs from the standard in
 * two points: an event that the end of the body cuts off is handed out too, marked
 * `terminated: false`, and so is a whole event named "error" without any data.
 *
 * Line ends are made uniform first, so that the common case is one native search for "\n".
 */
export class SseDecoder {
  readonly #maxEventLength: number;
  readonly #utf8 = new Utf8Text();
  /** The beginning of a line whose end has not arrived. */
  #line = "";
  #name = "";
  #data: string | undefined;
  #endedWithReturn = false;
  #events: SseEvent[] = [];
  #tooLarge = false;

  constructor(maxEventLength: number = DEFAULT_MAX_EVENT_LENGTH) {
    this.#maxEventLength = maxEventLength;
  }

  /** True once an event above the limit was met; what came before it has been handed out. */
  get tooLarge(): boolean {
    return this.#tooLarge;
  }

  /** The events that these bytes complete. */
  push(bytes: Uint8Array): SseEvent[] {
    this.#takeText(this.#utf8.decode(bytes));
    return this.#flushEvents();
  }

  /** The body has ended: what is left. */
  end(): SseEvent[] {
    this.#takeText(this.#utf8.end());
    if (this.#line !== "") this.#takeLine(this.#line);
    this.#line = "";
    if (!this.#tooLarge) this.#dispatch(false);
    return this.#flushEvents();
  }

  #flushEvents(): SseEvent[] {
    const events = this.#events;
    if (events.length > 0) this.#events = [];
    return events;
  }

  #takeText(received: string): void {
    const text = this.#withUniformLineEnds(received);
    let start = 0;
    let end = text.indexOf("\n");
    while (end !== -1 && !this.#tooLarge) {
      const tail = text.slice(start, end);
      // Joined once per line, not once per packet, so that long lines cost linear time.
      this.#takeLine(this.#line === "" ? tail : this.#line + tail);
      this.#line = "";
      start = end + 1;
      end = text.indexOf("\n", start);
    }
    if (start < text.length) this.#line += text.slice(start);
    this.#checkLength(this.#line);
  }

  /** "\r\n", a lone "\r" and "\n" all end a line; "\r" and "\n" may come in two packets. */
  #withUniformLineEnds(received: string): string {
    if (received === "") return received;
    const text = this.#endedWithReturn && received.startsWith("\n") ? received.slice(1) : received;
    this.#endedWithReturn = text.endsWith("\r");
    return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  }

  #takeLine(line: string): void {
    if (line === "") return this.#dispatch(true);
    if (!this.#checkLength(line)) return;
    if (line.startsWith("data: ")) return this.#addData(line.slice(6));
    const colon = line.indexOf(":");
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    // Comments have an empty field name; `id` and `retry` only matter to clients that reconnect.
    if (field === "data") this.#addData(value);
    else if (field === "event") this.#name = value;
  }

  #addData(value: string): void {
    this.#data = this.#data === undefined ? value : `${this.#data}\n${value}`;
  }

  #checkLength(line: string): boolean {
    this.#tooLarge ||= (this.#data?.length ?? 0) + line.length > this.#maxEventLength;
    return !this.#tooLarge;
  }

  #dispatch(terminated: boolean): void {
    if (this.#data !== undefined || (terminated && this.#name === "error")) {
      this.#events.push({ name: this.#name, data: this.#data ?? "", terminated });
    }
    this.#data = undefined;
    this.#name = "";
  }
}
