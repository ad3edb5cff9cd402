import type { ReasoningEffort } from "fireworks-client/wire";
import { inputError } from "../errors/input-error.js";
import { askedModel } from "../models/asked-model.js";
import { baseModelName } from "../models/base-model.js";
import {
  EFFORT_WORDS,
  effortLevels,
  type EffortLevels,
  type EffortWord,
  historyModes,
  takenWords,
} from "../models/reasoning-levels.js";
import { type ParameterBody, type ParameterLevel, parametersToWire } from "./parameter-levels.js";
import { type FireworksParameters, givenParameters, WIRE_NAMES } from "./parameters.js";
import { type RequestChecks, settingOf } from "./settings.js";
import type { Warn } from "../errors/warnings.js";

type Checks = Pick<RequestChecks, "baseModel" | "clampReasoningEffort">;
type Fields = ParameterLevel & Checks & { model: string };
type Call = ParameterLevel & Checks & { model?: string };

/** Fireworks' documented minimum of `thinking.budgetTokens` (section 2.6 of the contract). */
const LEAST_BUDGET = 1024;

/** What `low` is documented to mean on the models that count thinking tokens (section 2.6). */
const LOW_BUDGET = 3000;

/** An effort the model is known to refuse. */
interface RefusedEffort {
  field: "reasoningEffort" | "thinking";
  asked: string;
  taken: string[];
  /** The nearest word the model takes; none for a word that has no place among them. */
  nearest: EffortWord | undefined;
}

/** The body with a refused effort replaced by the nearest one, if the caller asked for that. */
export function clampReasoning(body: ParameterBody, fields: Fields, call: Call): ParameterBody {
  const nearest = clamps(fields, call) ? refusedEffort(body, fields, call)?.nearest : undefined;
  if (nearest === undefined) return body;
  const { thinking: _, ...others } = body;
  return { ...others, reasoning_effort: nearest };
}

/**
 * Refuses what the model is known to refuse, before it costs a call. Unknown models pass, and so
 * does everything that is sent through `modelKwargs`.
 *
 * @throws {@link FireworksConfigurationError} naming the model, the level and the accepted levels.
 */
export function checkReasoning(fields: Fields, call: Call, warn: Warn): void {
  const body = parametersToWire(fields, call);
  if (!saysReasoning(body)) return;
  checkBudget(body, fields, call);
  checkHistory(body, fields, call);
  const refused = refusedEffort(body, fields, call);
  if (refused === undefined) return;
  const model = call.model ?? fields.model;
  const { field, asked, taken, nearest } = refused;
  const takes = `It takes ${taken.join(", ")}.`;
  if (nearest === undefined || !clamps(fields, call)) {
    throw inputError(`${model} refuses ${asked}. ${takes}`, {
      field,
      code: "unsupported_reasoning_effort",
      hint: "Choose one of these, or let `clampReasoningEffort: true` choose the nearest. If the model has learnt it since, `modelKwargs: { reasoning_effort }` is sent unchecked.",
    });
  }
  warn({
    code: "clamped_reasoning_effort",
    message: `${model} refuses ${asked}; \`reasoningEffort: "${nearest}"\` is sent instead. ${takes}`,
    field,
    model,
  });
}

function saysReasoning({ thinking, reasoning_effort, reasoning_history }: ParameterBody): boolean {
  return thinking != null || reasoning_effort != null || reasoning_history != null;
}

function checkBudget(body: ParameterBody, fields: Fields, call: Call): void {
  const { thinking } = body;
  const budget = thinking?.type === "enabled" ? thinking.budget_tokens : undefined;
  if (budget == null || budget >= LEAST_BUDGET || !isNamed("thinking", fields, call)) return;
  throw inputError(`\`thinking.budgetTokens\` is ${budget}, and the least is ${LEAST_BUDGET}.`, {
    field: "thinking",
    code: "thinking_budget_too_small",
    hint: `Raise it to ${LEAST_BUDGET}, or use \`reasoningEffort\` to think less.`,
  });
}

function checkHistory(body: ParameterBody, fields: Fields, call: Call): void {
  const mode = body.reasoning_history;
  const known = historyModes(nameBehind(fields, call));
  if (mode == null || !known || known.modes.includes(mode)) return;
  if (!isNamed("reasoningHistory", fields, call)) return;
  throw inputError(
    `${call.model ?? fields.model} refuses the reasoning history "${mode}". It takes ${known.modes.join(", ")}.`,
    {
      field: "reasoningHistory",
      code: "unsupported_reasoning_history",
      hint: 'To send no old reasoning to any model, set `replayReasoning: "none"`.',
    },
  );
}

function clamps(fields: Checks, call: Checks): boolean {
  return settingOf("clampReasoningEffort", fields, call) ?? false;
}

function refusedEffort(body: ParameterBody, fields: Fields, call: Call): RefusedEffort | undefined {
  const levels = effortLevels(nameBehind(fields, call));
  if (levels === undefined) return undefined;
  const field = body.thinking == null ? "reasoningEffort" : "thinking";
  const effort = body.thinking == null ? body.reasoning_effort : thinkingAsEffort(body.thinking);
  if (effort == null || isTaken(effort, levels) || !isNamed(field, fields, call)) return undefined;
  return {
    field,
    asked:
      field === "thinking"
        ? `\`thinking: { type: "${body.thinking?.type}" }\``
        : `\`reasoningEffort: ${JSON.stringify(effort)}\``,
    taken: [
      ...takenWords(levels),
      ...(levels.adaptive ? ["adaptive"] : []),
      ...(levels.booleans === false ? [] : takenBooleans(levels)),
      ...(levels.budgets ? ["a whole number of tokens"] : []),
    ],
    nearest: nearestWord(effort, levels),
  };
}

/**
 * A budget given through `thinking` is let through everywhere: that form is documented for models
 * whose `reasoning_effort` takes no number, and no source names one that refuses it.
 */
function thinkingAsEffort(
  thinking: NonNullable<ParameterBody["thinking"]>,
): ReasoningEffort | undefined {
  if (thinking.type === "disabled") return "none";
  if (thinking.type === "adaptive") return "adaptive";
  return thinking.budget_tokens == null ? "medium" : undefined;
}

function isTaken(effort: ReasoningEffort, levels: EffortLevels): boolean {
  if (effort === "adaptive") return levels.adaptive === true;
  if (typeof effort === "number") return levels.budgets === true && isBudget(effort);
  if (typeof effort === "boolean" && levels.booleans === false) return false;
  const word = wordFor(effort);
  return word !== undefined && takenWords(levels).includes(word);
}

function isBudget(tokens: number): boolean {
  return Number.isInteger(tokens) && tokens >= 1;
}

function takenBooleans(levels: EffortLevels): string[] {
  return [true, false].filter((value) => isTaken(value, levels)).map(String);
}

/**
 * The word of equal meaning. Fireworks itself reads the booleans so (section 2.6). A number of tokens
 * is `low` up to what `low` stands for and otherwise plain thinking, as is leaving it to the model.
 */
function wordFor(effort: ReasoningEffort): EffortWord | undefined {
  if (effort === true || effort === "adaptive") return "medium";
  if (effort === false) return "none";
  if (typeof effort !== "number") return EFFORT_WORDS.find((word) => word === effort);
  if (effort < 1) return "none";
  return effort <= LOW_BUDGET ? "low" : "medium";
}

/** Who wants thinking gets thinking; between two that are equally near, the cheaper. */
function nearestWord(effort: ReasoningEffort, levels: EffortLevels): EffortWord | undefined {
  const wanted = wordFor(effort);
  if (wanted === undefined) return undefined;
  const distance = (word: EffortWord) =>
    Math.abs(EFFORT_WORDS.indexOf(word) - EFFORT_WORDS.indexOf(wanted));
  const [nearest] = takenWords(levels)
    .filter((word) => wanted === "none" || word !== "none")
    .toSorted((left, right) => distance(left) - distance(right));
  return nearest;
}

/** The catalogue name of the model that is called. */
function nameBehind(fields: Fields, call: Call): string | undefined {
  const { id, baseModel } = askedModel(fields, call);
  return baseModelName(id, baseModel);
}

/** Whether a parameter's value came from its name, by the precedence of `parametersToWire`. */
function isNamed(name: keyof FireworksParameters, fields: Fields, call: Call): boolean {
  if (givenParameters(call)[name] !== undefined) return true;
  if (call.modelKwargs && Object.hasOwn(call.modelKwargs, WIRE_NAMES[name])) return false;
  return givenParameters(fields)[name] !== undefined;
}
