import { parseJson } from "../json/parse-json.js";
import { invalidRequest } from "../requests/refusal.js";
import { DONE_EVENT, toEvent } from "../sse/sse-writer.js";
import { errorText } from "../journal/error-text.js";
import { record } from "./read-json.js";
import { withoutSecrets } from "./secrets.js";
import { type EngineEvent, EventSplitter } from "../sse/event-splitter.js";
import type { Target } from "./target.js";
import type { StreamTranslation } from "./translation.js";

/**
 * The engine's stream in Fireworks' form. Pulled: one read of the upstream for what the client takes,
 * so that nothing piles up here, and a client that leaves ends the upstream's request.
 */
export function translateStream(
  { body }: Response,
  translation: StreamTranslation,
  target: Target,
): ReadableStream<Uint8Array> {
  const reader = (body ?? new ReadableStream<Uint8Array>()).getReader();
  const splitter = new EventSplitter();
  const writer = new EventWriter(translation, target);
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      // A read may hold only part of an event, and then there is nothing to give yet.
      for (let given = false; !given;) {
        const { done, value } = await reader.read();
        const events = done ? splitter.end() : splitter.push(value);
        const out =
          events.map((event) => writer.write(event)).join("") + (done ? writer.end() : "");
        given = out !== "";
        if (given) controller.enqueue(encoder.encode(out));
        if (!done && !writer.isClosed) continue;
        if (!done) await reader.cancel();
        return controller.close();
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

class EventWriter {
  readonly #translation: StreamTranslation;
  readonly #target: Target;
  /** Nothing may follow `[DONE]` or an error. */
  isClosed = false;

  constructor(translation: StreamTranslation, target: Target) {
    this.#translation = translation;
    this.#target = target;
  }

  write(event: EngineEvent): string {
    if (this.isClosed) return "";
    // Comments keep a connection open while the engine reads a long prompt.
    if ("comment" in event) return `:${event.comment}\n\n`;
    if (event.data.trim() === "[DONE]") return this.#close();
    const json = record(parseJson(event.data));
    if (json["error"] != null || json["object"] === "error") return this.#fail(json);
    return this.#translation.chunk(json).map(toEvent).join("");
  }

  /** The engine has ended: what had finished is closed properly, what was cut stays cut. */
  end(): string {
    return !this.isClosed && this.#translation.isFinished ? this.#close() : "";
  }

  #close(): string {
    this.isClosed = true;
    return this.#translation.done().map(toEvent).join("") + DONE_EVENT;
  }

  #fail(json: Record<string, unknown>): string {
    this.isClosed = true;
    const message = errorText(json) ?? "The upstream failed";
    return toEvent(invalidRequest(withoutSecrets(message, this.#target.secrets)).body);
  }
}
