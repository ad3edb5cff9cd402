import { chatRequestShape } from "../../../src/requests/chat-schema.js";
import type { Shape } from "../../../src/requests/shape.js";
import {
  type FireworksParameters,
  PARAMETER_NAMES,
  WIRE_NAMES,
} from "../../../../langchain-fireworks/src/settings/parameters.js";
import { type Control, controlFor } from "./parameter-control.js";
import { PARAMETER_HELP } from "./parameter-help.js";

export type ParameterName = keyof FireworksParameters;

export type ParameterGroup =
  | "Sampling"
  | "Length"
  | "Penalties"
  | "Reasoning"
  | "Output"
  | "Caching"
  | "Service";

/** One parameter as the panel shows it. */
export interface Parameter {
  name: ParameterName;
  wireName: string;
  group: ParameterGroup;
  /** What Fireworks does where it is not set. */
  whenUnset: string;
  control: Control;
  help: string;
}

const MODELS_OWN = "the model's own";

/** Where each belongs and what holds without it (contract 2.1). A missing entry does not compile. */
const PLACES: Readonly<Record<ParameterName, readonly [ParameterGroup, string]>> = {
  temperature: ["Sampling", MODELS_OWN],
  topP: ["Sampling", MODELS_OWN],
  topK: ["Sampling", MODELS_OWN],
  minP: ["Sampling", "off"],
  typicalP: ["Sampling", "off"],
  mirostatTarget: ["Sampling", "off"],
  mirostatLr: ["Sampling", "off"],
  seed: ["Sampling", "random"],
  logitBias: ["Sampling", "none"],
  maxTokens: ["Length", "depends on the model"],
  maxCompletionTokens: ["Length", "depends on the model"],
  stop: ["Length", "none"],
  ignoreEos: ["Length", "false"],
  contextLengthExceededBehavior: ["Length", "truncate"],
  promptTruncateLen: ["Length", "off"],
  frequencyPenalty: ["Penalties", "0"],
  presencePenalty: ["Penalties", "0"],
  repetitionPenalty: ["Penalties", "1"],
  reasoningEffort: ["Reasoning", "depends on the model"],
  reasoningHistory: ["Reasoning", "depends on the model"],
  thinking: ["Reasoning", "depends on the model"],
  n: ["Output", "1"],
  logprobs: ["Output", "off"],
  topLogprobs: ["Output", "off"],
  echo: ["Output", "false"],
  echoLast: ["Output", "off"],
  rawOutput: ["Output", "false"],
  returnTokenIds: ["Output", "false"],
  perfMetricsInResponse: ["Output", "false"],
  responseFormat: ["Output", "text"],
  parallelToolCalls: ["Output", "depends on the model"],
  streamOptions: ["Output", "usage included"],
  prediction: ["Output", "none"],
  speculation: ["Output", "none"],
  safeTokenization: ["Output", "false"],
  promptCacheKey: ["Caching", "none"],
  promptCacheIsolationKey: ["Caching", "none"],
  user: ["Caching", "none"],
  serviceTier: ["Service", "default"],
  requestMetadata: ["Service", "none"],
};

const SHAPE = chatRequestShape({ audio: true });
const KEYS = SHAPE.kind === "object" ? SHAPE.keys : {};
const ANYTHING: Shape = { kind: "anything" };

/** Every parameter of the library's one table, in its order. */
export const PARAMETERS: readonly Parameter[] = PARAMETER_NAMES.map((name) => {
  const wireName = WIRE_NAMES[name];
  const [group, whenUnset] = PLACES[name];
  return {
    name,
    wireName,
    group,
    whenUnset,
    control: controlFor(KEYS[wireName]?.shape ?? ANYTHING),
    help: PARAMETER_HELP.get(name) ?? "",
  };
});

/** Those whose names or help hold every word that was typed. */
export function findParameters(words: string): readonly Parameter[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return PARAMETERS.filter(({ name, wireName, group, help }) => {
    const text = `${name} ${wireName} ${group} ${help}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
