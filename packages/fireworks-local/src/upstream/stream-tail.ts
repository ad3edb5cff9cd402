import type { Usage } from "fireworks-client/wire";
import type { Json } from "./read-json.js";
import { number, text } from "./read-json.js";
import type { AnswerContext } from "./translation.js";
import { countedHere, toUsage } from "./usage.js";

/**
 * What the streams of chat and completions share: one head for all chunks, and finish chunks that
 * wait for the usage, which engines send after them and Fireworks with them (contract 4.3).
 */
export class StreamTail {
  readonly #context: AnswerContext;
  readonly #object: string;
  #head: { id: string; created: number } | undefined;
  #finished: object[] = [];
  #usage: Usage | undefined;
  #said = "";
  #isSent = false;

  constructor(object: string, context: AnswerContext) {
    this.#object = object;
    this.#context = context;
  }

  /** Takes the head of the first chunk and the last usage of any. */
  note(chunk: Json): void {
    const { answerId, created } = this.#context;
    this.#head ??= {
      id: text(chunk["id"]) ?? answerId,
      created: number(chunk["created"]) ?? created,
    };
    this.#usage = toUsage(chunk["usage"]) ?? this.#usage;
  }

  /** Text that counts when the engine does not. */
  say(piece: string): void {
    this.#said += piece;
  }

  /** A chunk that says something. */
  wrap(choice: object): object {
    const usage = this.#context.usagePlace === "finish-chunk" ? { usage: null } : {};
    return { ...this.#start(), choices: [choice], ...usage };
  }

  /** Held back until `close`. */
  finish(choice: object): void {
    this.#finished.push(choice);
  }

  /** The held chunks, and usage where it belongs. Once. */
  close(): object[] {
    if (this.#isSent) return [];
    this.#isSent = true;
    const { promptTokens, countTokens, usagePlace, metrics } = this.#context;
    const usage = this.#usage ?? countedHere(promptTokens, countTokens(this.#said));
    const perf = metrics(usage);
    const tail = {
      ...(usagePlace === "finish-chunk" ? { usage } : {}),
      ...(perf === undefined ? {} : { perf_metrics: perf }),
    };
    const chunks: object[] = this.#finished.map((choice) => ({
      ...this.#start(),
      choices: [choice],
      ...tail,
    }));
    if (usagePlace === "trailing-chunk") chunks.push({ ...this.#start(), choices: [], usage });
    return chunks;
  }

  #start(): object {
    const { id, created } = this.#head ?? {
      id: this.#context.answerId,
      created: this.#context.created,
    };
    return { id, object: this.#object, created, model: this.#context.request["model"] };
  }
}
