import { contentOf, reasoningOf } from "./chat-message.js";
import { toFinishReason } from "./finish-reason.js";
import { LogprobsShaper } from "./logprobs.js";
import { type Json, number, record, records, text } from "./read-json.js";
import { StreamTail } from "./stream-tail.js";
import { ToolCallNumbering } from "./tool-call-numbering.js";
import type { AnswerContext, StreamTranslation } from "./translation.js";

interface OpenChoice {
  calls: ToolCallNumbering;
  logprobs: LogprobsShaper;
  isFinished: boolean;
}

/**
 * A chat stream of an engine in Fireworks' order (contract 4.3): a role chunk for each choice, deltas,
 * finish chunks of their own, usage. Nothing but the finish chunks is held back.
 */
export class ChatStream implements StreamTranslation {
  readonly #context: AnswerContext;
  readonly #tail: StreamTail;
  readonly #choices = new Map<number, OpenChoice>();

  constructor(context: AnswerContext) {
    this.#context = context;
    this.#tail = new StreamTail("chat.completion.chunk", context);
  }

  get isFinished(): boolean {
    const choices = [...this.#choices.values()];
    return choices.length > 0 && choices.every((choice) => choice.isFinished);
  }

  chunk(json: Json): object[] {
    this.#tail.note(json);
    const choices = records(json["choices"]);
    const opening = this.#open(choices.map((choice) => number(choice["index"]) ?? 0));
    return [...opening, ...choices.flatMap((choice) => this.#choice(choice))];
  }

  done(): object[] {
    for (const [index, choice] of this.#choices)
      if (!choice.isFinished) this.#finish(index, "stop");
    return this.#tail.close();
  }

  /** Role chunks: at the first delta of any choice for all that were asked for. */
  #open(indexes: number[]): object[] {
    const { request } = this.#context;
    const isFirst = this.#choices.size === 0 && indexes.length > 0;
    const asked = isFirst
      ? Array.from({ length: number(request["n"]) ?? 1 }, (_, index) => index)
      : [];
    const missing = new Set([...asked, ...indexes].filter((index) => !this.#choices.has(index)));
    return [...missing].map((index) => {
      const newId = (call: number): string => `call_${this.#context.answerId}_${index}_${call}`;
      this.#choices.set(index, {
        calls: new ToolCallNumbering(newId),
        logprobs: new LogprobsShaper(request["logprobs"]),
        isFinished: false,
      });
      return this.#tail.wrap({ index, delta: { role: "assistant" }, finish_reason: null });
    });
  }

  #choice(choice: Json): object[] {
    const index = number(choice["index"]) ?? 0;
    const open = this.#choices.get(index);
    if (open === undefined || open.isFinished) return [];
    const delta = this.#delta(record(choice["delta"]), open);
    const logprobs = open.logprobs.shape(choice["logprobs"]);
    const said = { index, delta, finish_reason: null, ...(logprobs && { logprobs }) };
    const reason = text(choice["finish_reason"]);
    if (reason !== undefined) this.#finish(index, reason);
    return Object.keys(delta).length === 0 ? [] : [this.#tail.wrap(said)];
  }

  /** Without role, nulls and empty texts, which some engines repeat in every chunk. */
  #delta(delta: Json, { calls }: OpenChoice): Json {
    const reasoning = reasoningOf(delta);
    const content = contentOf(delta);
    const pieces = records(delta["tool_calls"]).map((piece) => calls.number(piece));
    this.#tail.say((reasoning ?? "") + (content ?? ""));
    for (const { function: fn } of pieces) this.#tail.say((fn?.name ?? "") + (fn?.arguments ?? ""));
    return {
      ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
      ...(content === undefined ? {} : { content }),
      ...(pieces.length > 0 ? { tool_calls: pieces } : {}),
    };
  }

  #finish(index: number, reason: string): void {
    const choice = this.#choices.get(index);
    if (choice === undefined) return;
    choice.isFinished = true;
    const finish_reason = toFinishReason(reason, choice.calls.count > 0);
    this.#tail.finish({ index, delta: {}, finish_reason });
  }
}
