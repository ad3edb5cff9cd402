import type { PerfMetrics, Usage } from "fireworks-client/wire";
import type { UsagePlace } from "../answers/chunks.js";
import type { EngineName } from "./options.js";
import type { Json } from "./read-json.js";

/** What the answer to one request is put together with. */
export interface AnswerContext {
  /** As the client sent it. */
  request: Json;
  /** Counted here, for the headers of streams and for engines that count nothing. */
  promptTokens: number;
  countTokens: (text: string) => number;
  usagePlace: UsagePlace;
  /** Of the answer: for engines that give none. */
  answerId: string;
  /** Unix seconds, for engines that give none. */
  created: number;
  /** What the headers say of the answer's times and tokens. */
  measured: (usage: Usage) => PerfMetrics;
  /** The same for the body's `perf_metrics`, when they were asked for. */
  metrics: (usage: Usage) => PerfMetrics | undefined;
}

/** One engine's stream, on its way into Fireworks' form. */
export interface StreamTranslation {
  /** The chunks that this one of the engine's becomes. */
  chunk(json: Json): object[];
  /** What is still owed when the engine said `[DONE]`. */
  done(): object[];
  /** Whether every choice that began has finished: `[DONE]` may be added if the engine forgot it. */
  readonly isFinished: boolean;
}

/** How one endpoint's requests and answers differ between Fireworks and an OpenAI-compatible engine. */
export interface Translation {
  asksEngine?: (request: Json) => boolean;
  toEngine(request: Json, engine: EngineName | undefined): Json;
  /** The answer when the engine need not be asked. */
  answerWithout?: (request: Json) => unknown;
  promptText(request: Json): string;
  /** Whether what came with status 200 is an answer. */
  isAnswer(answer: object): boolean;
  toWhole(answer: unknown, context: AnswerContext): { body: object; usage: Usage };
  openStream?: (context: AnswerContext) => StreamTranslation;
}
