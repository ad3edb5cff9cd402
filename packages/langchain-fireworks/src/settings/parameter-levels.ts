import type { ChatCompletionRequest } from "fireworks-client/wire";
import { inputError } from "../errors/input-error.js";
import { type FireworksParameters, givenParameters, WIRE_NAMES } from "./parameters.js";

/** The part of a request body that parameters fill. */
export type ParameterBody = Omit<ChatCompletionRequest, "model" | "messages">;

/** Parameters Fireworks refuses together (section 2.1); what sets one side drops the other of weaker levels. */
const EXCLUSIVE: readonly (readonly [keyof FireworksParameters, keyof FireworksParameters])[] = [
  ["maxTokens", "maxCompletionTokens"],
  ["thinking", "reasoningEffort"],
];

/** One level of settings: parameters by our name or Fireworks', and extra body fields. */
export type ParameterLevel = FireworksParameters & {
  modelKwargs?: Record<string, unknown> | null | undefined;
};

/**
 * Merges the two levels into request fields: call, then the call's `modelKwargs`, then the field,
 * then the constructor's `modelKwargs`. The model and the messages are always the named ones.
 *
 * @throws {@link FireworksConfigurationError} when one level sets two parameters that exclude each other.
 */
export function parametersToWire(field: ParameterLevel, call: ParameterLevel): ParameterBody {
  const body: Record<string, unknown> = {};
  addLevel(body, field, "in the constructor");
  addLevel(body, call, "in the call");
  return body;
}

function addLevel(body: Record<string, unknown>, level: ParameterLevel, where: string): void {
  if (level.modelKwargs) {
    const { model: _model, messages: _messages, ...extras } = level.modelKwargs;
    overlay(body, extras);
  }
  const named = wireValues(readLevel(level, where));
  if (Object.keys(named).length === 0) return;
  overlay(body, named);
  for (const name of Object.keys(named)) if (isLeftOut(name, named[name])) delete body[name];
}

/** What is given replaces what stands there, and what Fireworks refuses next to it. */
function overlay(body: Record<string, unknown>, given: Record<string, unknown>): void {
  for (const pair of EXCLUSIVE) {
    const [left, right] = [WIRE_NAMES[pair[0]], WIRE_NAMES[pair[1]]];
    if (given[left] != null) delete body[right];
    if (given[right] != null) delete body[left];
  }
  for (const name of Object.keys(given)) if (given[name] !== undefined) body[name] = given[name];
}

function isLeftOut(name: string, value: unknown): boolean {
  return value === null || (name === "stop" && Array.isArray(value) && value.length === 0);
}

function wireValues(values: FireworksParameters): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  for (const name of Object.keys(values) as (keyof FireworksParameters)[]) {
    const value = values[name];
    wire[WIRE_NAMES[name]] = name === "thinking" && value !== null ? thinkingToWire(value) : value;
  }
  return wire;
}

function readLevel(level: ParameterLevel, where: string): FireworksParameters {
  const values = givenParameters(level);
  for (const [left, right] of EXCLUSIVE) {
    if (values[left] != null && values[right] != null) {
      throw inputError(
        `\`${left}\` and \`${right}\` are both set ${where}, and Fireworks refuses them together.`,
        {
          field: right,
          code: "exclusive_parameters",
          hint: `Set one of them, \`${left}\` or \`${right}\`.`,
        },
      );
    }
  }
  return values;
}

/** The only parameter with an inner name of its own; either spelling of that is read. */
function thinkingToWire(thinking: unknown): unknown {
  const { budgetTokens, ...rest } = thinking as { budgetTokens?: number | null };
  return budgetTokens == null ? rest : { ...rest, budget_tokens: budgetTokens };
}
