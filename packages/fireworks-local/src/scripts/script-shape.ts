import { LATENCY_SHAPE } from "../requests/latency-shape.js";
import {
  anything,
  boolean,
  type Field,
  integerRange,
  jsonObject,
  list,
  map,
  number,
  object,
  oneOf,
  optional,
  range,
  required,
  type Shape,
  string,
  union,
} from "../requests/shape.js";
import { ENVELOPES } from "../faults/envelopes.js";
import type { Answer, ToolCallAnswer } from "../answers/answer.js";
import type { ErrorAnswer, Script, ScriptAnswer, ScriptCondition } from "./script.js";

/** A description with every key that the type has, and no other. */
type KeysOf<Type> = { [Key in keyof Type]-?: Field };

const MAX_SCRIPTS = 1_000;
const MAX_TURNS = 200;

const tokens: Shape = integerRange(0, 1_000_000_000);
const patternText = "a text, or a pattern `/…/flags`";

const TOOL_RESULT: Shape = union({
  text: string,
  parts: object({
    name: optional(string, `The tool that was called: ${patternText}.`),
    text: optional(string, `Found in its result: ${patternText}.`),
  }),
});

/** What a file may say of a condition; `predicate` is for programs. */
const WHEN: Omit<KeysOf<ScriptCondition>, "predicate"> = {
  endpoint: optional(
    oneOf("chat", "completions", "embeddings", "rerank"),
    "The endpoint. Default: those that the answer is good for.",
  ),
  model: optional(string, `The model's id or its last part: ${patternText}.`),
  system: optional(string, `Found in the system messages: ${patternText}.`),
  user: optional(string, `Found in the last user message: ${patternText}.`),
  message: optional(string, `Found in any message: ${patternText}.`),
  prompt: optional(string, `Found in the prompt of a completion: ${patternText}.`),
  tools: optional(
    union({ one: string, several: list(string, { min: 1 }), none: boolean }),
    "Tools that are all offered; false: none are.",
  ),
  toolResult: optional(
    union({ one: TOOL_RESULT, several: list(TOOL_RESULT, { min: 1 }), any: boolean }),
    "Tool results that just came in; true: any; false: none.",
  ),
  responseFormat: optional(
    oneOf("text", "json_object", "json_schema", "grammar"),
    "The type of response_format.",
  ),
  stream: optional(boolean, "Whether a stream is asked for."),
  metadata: optional(map(string), "Values of the request's metadata."),
};

const TOOL_CALL: KeysOf<ToolCallAnswer> = {
  name: required(string, "The tool."),
  arguments: optional(
    union({ value: jsonObject, text: string }),
    "Written as JSON; a text is sent as it is. Default: {}.",
  ),
  id: optional(string, "Default: made from the request."),
};

const TOOL_CALLS: Shape = list(object(TOOL_CALL), { max: 128 });

const LOGPROB: Shape = object({
  token: required(string),
  logprob: required(number),
  top_logprobs: optional(
    list(object({ token: required(string), logprob: required(number) })),
    "Alternatives, the likeliest first.",
  ),
});

const SAID: KeysOf<Omit<Answer, "choices" | "usage" | "latency">> = {
  content: optional(union({ text: string, none: { kind: "null" } }), "The text of the answer."),
  reasoning: optional(string, "The model's thoughts: reasoning_content."),
  toolCalls: optional(TOOL_CALLS, "Tools to call, all at once."),
  finishReason: optional(
    oneOf("stop", "length", "tool_calls", "function_call", "content_filter", "error"),
    "Default: tool_calls or stop.",
  ),
  pieces: optional(list(string), "The stream's deltas of content, one each."),
  logprobs: optional(list(LOGPROB), "The tokens of the content with their log probabilities."),
};

const ERROR: KeysOf<ErrorAnswer> = {
  status: required(integerRange(400, 599), "The status."),
  envelope: optional(oneOf(...Object.keys(ENVELOPES)), "Which of Fireworks' error bodies."),
  message: optional(string, "The text. Default: what Fireworks says with the status."),
  code: optional(string, "The code. Default: what goes with the status."),
  body: optional(anything, "A body of your own."),
  headers: optional(map(string), "Headers beside it."),
  retryAfter: optional(
    union({ seconds: range(0, 1e9), date: string }),
    "The header Retry-After: seconds, or a date.",
  ),
  shouldRetry: optional(boolean, "The header x-should-retry."),
};

const ANSWER: KeysOf<ScriptAnswer> = {
  ...SAID,
  usage: optional(
    object({
      prompt_tokens: required(tokens),
      completion_tokens: required(tokens),
      prompt_tokens_details: optional(object({ cached_tokens: optional(tokens) })),
      completion_tokens_details: optional(object({ reasoning_tokens: optional(tokens) })),
    }),
    "Token counts as Fireworks writes them. Default: counted.",
  ),
  choices: optional(list(object(SAID), { min: 1, max: 128 }), "For requests with n."),
  latency: optional(LATENCY_SHAPE, "How fast this answer comes."),
  error: optional(object(ERROR), "A refusal in place of an answer."),
  embeddings: optional(
    list(list(number, { min: 1, max: 16_384 }), { min: 1 }),
    "For /embeddings: the vector of each input.",
  ),
  scores: optional(list(number), "For /rerank: the score of each document."),
};

const when: Shape = object(WHEN);
const answerParts: Shape = object(ANSWER);
const turnParts: Shape = object({
  ...ANSWER,
  when: optional(when, "Conditions of this turn alone."),
});

const SCRIPT: KeysOf<Script> = {
  name: optional(string, "For error texts."),
  when: optional(when, "What a request must say. Default: anything."),
  answer: optional(
    union({ content: string, answer: answerParts }),
    "One answer; a text is its content. Either this or turns.",
  ),
  turns: optional(
    list(union({ content: string, answer: turnParts }), { min: 1, max: MAX_TURNS }),
    "Answers one after the other, told by the history.",
  ),
  afterLast: optional(
    oneOf("restart", "repeat", "pass", "refuse"),
    "What happens in a conversation after the last turn.",
  ),
};

const script: Shape = object(SCRIPT);

export const SCRIPTS_SHAPE: Shape = list(script, { max: MAX_SCRIPTS });

/** What is written once in the published schema. */
export const SCRIPT_PARTS: Readonly<Record<string, Shape>> = {
  script,
  scripts: SCRIPTS_SHAPE,
  when,
  answer: answerParts,
  turn: turnParts,
  toolCalls: TOOL_CALLS,
  logprob: LOGPROB,
  latency: LATENCY_SHAPE,
  toolResult: TOOL_RESULT,
};

/** A file of scripts: one, a list, or a list under the key `scripts`. */
export const SCRIPT_FILE_SHAPE: Shape = union({
  scripts: SCRIPTS_SHAPE,
  script: object({ $schema: optional(string), ...SCRIPT }),
  file: object({
    $schema: optional(string, "Where editors find the description of this file."),
    scripts: required(SCRIPTS_SHAPE, "Scripts in order; the first that fits answers."),
  }),
});
