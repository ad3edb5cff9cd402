import { firstTokenAt, type TimedPiece } from "./answer-facts.js";
import { assembledText } from "./assembled-text.js";
import { errorText } from "./error-text.js";
import { redactedHeaders } from "./redaction.js";
import { eventsIn } from "./server-sent-events.js";

/**
 * How an answer ended. `open`: not yet. `complete`: all of it was taken. `cut-off`: the connection or
 * the stream broke off. `client-left`: the client went before the end.
 */
export type AnswerEnd = "open" | "complete" | "cut-off" | "client-left";

/** How a stream ends: of a chat, of a message, of a response. */
const DONE =
  /(?:^|[\r\n])(?:data: ?\[DONE\](?:[\r\n]|$)|event: ?(?:message_stop|response\.(?:completed|incomplete|failed))\r?\ndata:[^\r\n]*\r?\n\r?\n)/;

/** Events of other vocabularies say by their `type` whether they are errors. */
const NAMED = /^\{"type":"(?!error"|response\.failed")/;

/** The key; inside a text of JSON its quotes would be escaped. */
const CHOICES = /"choices"\s*:/;

/** What was answered. The bytes are kept as they pass and read only when somebody asks. */
export class RecordedAnswer {
  /** Milliseconds since 1970 when the headers were ready; undefined until then. */
  startedAt: number | undefined;
  /** Milliseconds since 1970 when the last byte was taken or the client left; undefined until then. */
  endedAt: number | undefined;
  /** Milliseconds since 1970 when the first byte of the body was ready; undefined until then. */
  firstByteAt: number | undefined;
  /** Bytes of the body beyond the journal's limits: they were sent and not kept. Default 0. */
  omittedBytes = 0;
  readonly #pieces: Uint8Array[] = [];
  /** When each of them was ready. */
  readonly #times: number[] = [];
  #keptBytes = 0;
  #firstTokenAt: number | undefined;
  #end: AnswerEnd = "open";
  #whenOver: () => void = () => {};
  #response: { status: number; headers: Headers } | undefined;

  /** Called by the server: `listener` hears once, when the answer is over. */
  whenOver(listener: () => void): void {
    this.#whenOver = listener;
  }

  /** Called by the server. The headers are read when asked for: later stages still set some. */
  start(response: { status: number; headers: Headers }, at: number): void {
    this.#response = response;
    this.startedAt = at;
  }

  /** Called by the server with each piece of the body. */
  keep(piece: Uint8Array, at: number): void {
    this.firstByteAt ??= at;
    this.#keptBytes += piece.length;
    this.#pieces.push(piece);
    this.#times.push(at);
  }

  /** Called by the server with a piece beyond the journal's limits. */
  omit(piece: Uint8Array, at: number): void {
    this.firstByteAt ??= at;
    this.omittedBytes += piece.length;
  }

  /** Called by the server, once the answer is over. Later calls change nothing. */
  finish(end: AnswerEnd, at: number): void {
    if (this.#end !== "open") return;
    this.#end = end;
    this.endedAt = at;
    this.#whenOver();
  }

  /** Whether no more of it will come. */
  get isOver(): boolean {
    return this.#end !== "open";
  }

  /** A stream is complete when its `[DONE]`, or its last event, was taken, whoever closed it then. */
  get end(): AnswerEnd {
    if (this.#end === "open" || !this.isStream || this.omittedBytes > 0) return this.#end;
    if (DONE.test(this.raw)) return "complete";
    return this.#end === "complete" ? "cut-off" : this.#end;
  }

  /** Lower-case names; cookies and the like are redacted. Empty until the answer starts. */
  get headers(): Record<string, string> {
    return this.#response === undefined ? {} : redactedHeaders(this.#response.headers);
  }

  /** Whether it is an event stream. */
  get isStream(): boolean {
    const type = this.#response?.headers.get("content-type");
    return type?.startsWith("text/event-stream") === true;
  }

  /** Bytes of the body that were sent so far. */
  get bytes(): number {
    return this.#keptBytes + this.omittedBytes;
  }

  /** The body as it was sent, and when each piece was ready, in milliseconds since 1970. */
  get timedBytes(): { at: number; bytes: Uint8Array }[] {
    return this.#pieces.map((bytes, place) => ({ at: this.#times[place] ?? 0, bytes }));
  }

  /** The same as text. */
  get pieces(): TimedPiece[] {
    const decoder = new TextDecoder();
    return this.timedBytes.map(({ at, bytes }) => ({
      at,
      text: decoder.decode(bytes, { stream: true }),
    }));
  }

  /** When a stream first said something: text, reasoning or a tool call. Undefined until then. */
  get firstTokenAt(): number | undefined {
    if (this.isStream) this.#firstTokenAt ??= firstTokenAt(this.#pieces, this.#times);
    return this.#firstTokenAt;
  }

  /** The body as text, as far as it was sent. */
  get raw(): string {
    const decoder = new TextDecoder();
    const pieces = this.#pieces.map((piece) => decoder.decode(piece, { stream: true }));
    return pieces.join("") + decoder.decode();
  }

  /** The parsed JSON of an answer that is no stream; its text when it is no JSON; undefined when empty. */
  get body(): unknown {
    if (this.isStream) return undefined;
    const { raw } = this;
    return raw === "" ? undefined : parsed(raw);
  }

  /** The events of a stream, parsed where they are JSON: the chunks, and `[DONE]`. Otherwise empty. */
  get events(): unknown[] {
    return this.isStream ? eventsIn(this.raw).map(parsed) : [];
  }

  /** What the first choice says, put together from the chunks of a stream. */
  get text(): string {
    return assembledText(this.isStream ? this.events : [this.body]);
  }

  /** The words of a refusal or of an error inside the stream; undefined when there was none. */
  get error(): string | undefined {
    if ((this.#response?.status ?? 0) >= 400) return errorText(this.body);
    if (!this.isStream) return undefined;
    // Chunks are not parsed for it: this is asked of every stream that is logged.
    const others = eventsIn(this.raw).filter(
      (data) => data.startsWith("{") && !CHOICES.test(data) && !NAMED.test(data),
    );
    return others.map((data) => errorInStream(parsed(data))).find((text) => text !== undefined);
  }

  toJSON(): Record<string, unknown> {
    const { end, startedAt, endedAt, headers, text, omittedBytes } = this;
    const content = this.isStream ? { events: this.events, text } : { body: this.body };
    return { end, startedAt, endedAt, headers, ...content, omittedBytes };
  }
}

// `console.log` and test runners show it as its JSON is.
Object.defineProperty(RecordedAnswer.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value(this: RecordedAnswer) {
    return this.toJSON();
  },
});

function errorInStream(event: unknown): string | undefined {
  const isError = typeof event === "object" && event !== null && !("choices" in event);
  if (!isError) return undefined;
  const { response } = event as { response?: unknown };
  return errorText(response ?? event);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
