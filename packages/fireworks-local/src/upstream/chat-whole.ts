import type { Usage } from "fireworks-client/wire";
import { contentOf, reasoningOf } from "./chat-message.js";
import { toFinishReason } from "./finish-reason.js";
import { LogprobsShaper } from "./logprobs.js";
import { type Json, number, record, records, text } from "./read-json.js";
import { ToolCallNumbering } from "./tool-call-numbering.js";
import type { AnswerContext } from "./translation.js";
import { countedHere, toUsage } from "./usage.js";

/** A whole chat answer of an engine as Fireworks writes it (contract 3.1). */
export function toWholeChat(
  answer: unknown,
  context: AnswerContext,
): { body: object; usage: Usage } {
  const json = record(answer);
  const choices = records(json["choices"]);
  const usage = toUsage(json["usage"]) ?? countHere(choices, context);
  const metrics = context.metrics(usage);
  const body = {
    id: text(json["id"]) ?? context.answerId,
    object: "chat.completion",
    created: number(json["created"]) ?? context.created,
    model: context.request["model"],
    choices: choices.map((choice, position) => toChoice(choice, position, context)),
    usage,
    ...(metrics === undefined ? {} : { perf_metrics: metrics }),
  };
  return { body, usage };
}

function toChoice(choice: Json, position: number, context: AnswerContext): object {
  const message = record(choice["message"]);
  const index = number(choice["index"]) ?? position;
  const numbering = new ToolCallNumbering((call) => `call_${context.answerId}_${index}_${call}`);
  const calls = records(message["tool_calls"]).map((call) => numbering.number(call));
  const content = contentOf(message) ?? (calls.length > 0 ? null : "");
  const reasoning = reasoningOf(message);
  const logprobs = new LogprobsShaper(context.request["logprobs"]).shape(choice["logprobs"]);
  return {
    index,
    message: {
      role: "assistant",
      content,
      ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
      ...(calls.length > 0 ? { tool_calls: calls } : {}),
    },
    finish_reason: toFinishReason(text(choice["finish_reason"]) ?? "stop", calls.length > 0),
    ...(logprobs === undefined ? {} : { logprobs }),
  };
}

function countHere(choices: Json[], { promptTokens, countTokens }: AnswerContext): Usage {
  const texts = choices.map((choice) => {
    const message = record(choice["message"]);
    const calls = JSON.stringify(message["tool_calls"] ?? "");
    return (
      (reasoningOf(message) ?? "") + (contentOf(message) ?? "") + (calls === '""' ? "" : calls)
    );
  });
  return countedHere(promptTokens, countTokens(texts.join("")));
}
