import type { GenerationRequest, ReasoningEffort } from "fireworks-client/wire";
import type { LocalModel } from "../models/local-model.js";
import { invalidRequest, type Refusal } from "./refusal.js";

interface EffortPolicy {
  /** Tested against the model's slug; the first row that matches decides. */
  models: RegExp;
  values: readonly string[];
  /** Whole numbers are a cap in thinking tokens. */
  integers?: boolean;
  /** Default true: `true` reads as medium, `false` as none, before the values are checked. */
  booleans?: boolean;
  /** The text of the 400; by default `Invalid reasoning effort: <value>`. */
  refusal?: string;
}

/** Contract 2.6, row by row. Levels that act as another one are taken like any. */
const POLICIES: readonly EffortPolicy[] = [
  { models: /^qwen3-/, values: ["none", "low", "medium", "high"], integers: true },
  { models: /^qwen3p[67]/, values: ["none", "low", "medium", "high"], integers: true },
  {
    models: /^minimax-m2/,
    values: ["low", "medium", "high"],
    refusal:
      "MiniMax M2 requires reasoning to be enabled and only supports reasoning_effort values: 'low', 'medium', 'high'.",
  },
  {
    models: /^minimax-(m3|latest)/,
    values: ["none", "low", "medium", "high", "xhigh", "max", "adaptive"],
    integers: true,
  },
  // "On/off": `true` becomes medium before the model is asked, so the words of that time mean on.
  { models: /^deepseek-v3p[12]/, values: ["none", "low", "medium", "high"] },
  { models: /^glm-(4p[567]|5p1)/, values: ["none", "low", "medium", "high"] },
  {
    models: /^deepseek-(v4|flash-latest)/,
    values: ["none", "low", "medium", "high", "xhigh", "max"],
  },
  { models: /^glm-5p2/, values: ["none", "low", "medium", "high", "max"] },
  {
    models: /^glm-(5p3|latest|fast-latest|flash-latest)/,
    values: ["low", "medium", "high", "xhigh", "max"],
  },
  { models: /^gpt-oss/, values: ["low", "medium", "high"] },
  { models: /^kimi-k2p/, values: ["none", "low", "medium", "high"] },
  {
    models: /^kimi-(k3|latest|fast-latest)/,
    values: ["none", "low", "medium", "high", "xhigh", "max"],
    booleans: false,
  },
];

const ANY_MODEL: EffortPolicy = {
  models: /^/,
  values: ["none", "low", "medium", "high", "xhigh", "max"],
  integers: true,
};

/** What the request says about thinking, `thinking` read as the effort it stands for. */
function requestedEffort(request: GenerationRequest): ReasoningEffort | undefined {
  const { thinking } = request;
  if (thinking?.type === "disabled") return "none";
  if (thinking?.type === "adaptive") return "adaptive";
  if (thinking?.type === "enabled") return thinking.budget_tokens ?? "medium";
  return request.reasoning_effort ?? undefined;
}

export function checkReasoningEffort(
  request: GenerationRequest,
  model: LocalModel,
): Refusal | undefined {
  const effort = requestedEffort(request);
  if (effort === undefined) return undefined;
  const slug = model.id.slice(model.id.lastIndexOf("/") + 1);
  const policy = POLICIES.find((row) => row.models.test(slug)) ?? ANY_MODEL;
  if (typeof effort === "number") return checkInteger(effort, policy, request);
  if (typeof effort === "boolean" && policy.booleans === false) return notAString(effort);
  const word = typeof effort === "boolean" ? (effort ? "medium" : "none") : effort;
  const refused = wordRefusal(word, policy);
  const field = request.thinking == null ? "reasoning_effort" : "thinking";
  return refused?.at(field, `This model takes ${policy.values.join(", ")}.`);
}

/** Only `reasoning_effort` was seen refusing a number, so a budget in `thinking` is taken by any. */
function checkInteger(
  effort: number,
  policy: EffortPolicy,
  request: GenerationRequest,
): Refusal | undefined {
  if (policy.integers === true || typeof request.reasoning_effort !== "number") return undefined;
  return invalidRequest(
    `Extra inputs are not permitted, field: 'reasoning_effort', value: ${effort}`,
  ).at("reasoning_effort", "This model takes a word, not a number.");
}

function notAString(effort: boolean): Refusal {
  const value = effort ? "True" : "False";
  return invalidRequest(
    `Input should be a valid string, field: 'reasoning_effort', value: ${value}`,
  ).at("reasoning_effort");
}

function wordRefusal(word: string, policy: EffortPolicy): Refusal | undefined {
  if (policy.values.includes(word)) return undefined;
  if (policy.refusal !== undefined) return invalidRequest(policy.refusal);
  if (word === "adaptive")
    return invalidRequest("reasoning_effort 'adaptive' is only supported by MiniMax M3");
  return invalidRequest(`Invalid reasoning effort: ${word}`);
}

/**
 * Models that always think say so unasked; the others only when the request asks. An effort that the
 * model refuses, which only a lenient server lets through, asks for nothing.
 */
export function wantsReasoning(request: GenerationRequest, model: LocalModel): boolean {
  if (model.reasoning === "never") return false;
  if (model.reasoning === "always") return true;
  if (checkReasoningEffort(request, model) !== undefined) return false;
  const effort = requestedEffort(request);
  return effort !== undefined && effort !== "none" && effort !== false;
}
