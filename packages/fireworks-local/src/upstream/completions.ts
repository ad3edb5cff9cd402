import type { Usage } from "fireworks-client/wire";
import { toFinishReason } from "./finish-reason.js";
import { LogprobsShaper } from "./logprobs.js";
import { type Json, number, record, records, text } from "./read-json.js";
import { StreamTail } from "./stream-tail.js";
import type { AnswerContext, StreamTranslation } from "./translation.js";
import { countedHere, toUsage } from "./usage.js";

/** A whole text completion of an engine as Fireworks writes it (contract 6.1). */
export function toWholeCompletion(
  answer: unknown,
  context: AnswerContext,
): { body: object; usage: Usage } {
  const json = record(answer);
  const choices = records(json["choices"]);
  const said = choices.map((choice) => text(choice["text"]) ?? "").join("");
  const usage =
    toUsage(json["usage"]) ?? countedHere(context.promptTokens, context.countTokens(said));
  const metrics = context.metrics(usage);
  const body = {
    id: text(json["id"]) ?? context.answerId,
    object: "text_completion",
    created: number(json["created"]) ?? context.created,
    model: context.request["model"],
    choices: choices.map((choice, position) => ({
      index: number(choice["index"]) ?? position,
      text: text(choice["text"]) ?? "",
      logprobs: new LogprobsShaper(context.request["logprobs"]).shape(choice["logprobs"]) ?? null,
      finish_reason: toFinishReason(text(choice["finish_reason"]) ?? "stop", false),
    })),
    usage,
    ...(metrics === undefined ? {} : { perf_metrics: metrics }),
  };
  return { body, usage };
}

/** Text pieces as they come; the finish on a last chunk without text, with the usage. */
export class CompletionStream implements StreamTranslation {
  readonly #context: AnswerContext;
  readonly #tail: StreamTail;
  readonly #choices = new Map<number, { logprobs: LogprobsShaper; isFinished: boolean }>();

  constructor(context: AnswerContext) {
    this.#context = context;
    this.#tail = new StreamTail("text_completion", context);
  }

  get isFinished(): boolean {
    const choices = [...this.#choices.values()];
    return choices.length > 0 && choices.every((choice) => choice.isFinished);
  }

  chunk(json: Json): object[] {
    this.#tail.note(json);
    return records(json["choices"]).flatMap((choice) => this.#choice(choice));
  }

  done(): object[] {
    for (const [index, choice] of this.#choices)
      if (!choice.isFinished) this.#finish(index, "stop");
    return this.#tail.close();
  }

  #choice(choice: Json): object[] {
    const index = number(choice["index"]) ?? 0;
    const open = this.#choices.get(index) ?? {
      logprobs: new LogprobsShaper(this.#context.request["logprobs"]),
      isFinished: false,
    };
    this.#choices.set(index, open);
    const piece = text(choice["text"]);
    const logprobs = open.logprobs.shape(choice["logprobs"]) ?? null;
    const reason = text(choice["finish_reason"]);
    if (reason !== undefined && !open.isFinished) this.#finish(index, reason);
    if (piece === undefined) return [];
    this.#tail.say(piece);
    return [this.#tail.wrap({ index, text: piece, logprobs, finish_reason: null })];
  }

  #finish(index: number, reason: string): void {
    const choice = this.#choices.get(index);
    if (choice !== undefined) choice.isFinished = true;
    const finish_reason = toFinishReason(reason, false);
    this.#tail.finish({ index, text: "", logprobs: null, finish_reason });
  }
}
