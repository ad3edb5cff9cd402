import type { GenerationRequest } from "fireworks-client/wire";
import type { LocalModel } from "../models/local-model.js";
import { checkReasoningEffort } from "./reasoning-effort.js";
import { checkReasoningHistory } from "./reasoning-history.js";
import { invalidRequest, type Refusal } from "./refusal.js";
import { checkResponseFormat } from "./response-format.js";

/** What no shape can say of the parameters that chat and text completions share. */
export function checkGenerationRules(
  request: GenerationRequest,
  model: LocalModel,
): Refusal | undefined {
  return (
    checkExclusions(request) ??
    checkResponseFormat(request) ??
    checkReasoningEffort(request, model) ??
    checkReasoningHistory(request, model)
  );
}

const EXCLUSIVE = [
  ["max_tokens", "max_completion_tokens"],
  ["thinking", "reasoning_effort"],
] as const;

function checkExclusions(request: GenerationRequest): Refusal | undefined {
  const clash = EXCLUSIVE.find((keys) => keys.every((key) => (request[key] ?? null) !== null));
  return (
    clash &&
    invalidRequest(`Cannot specify both '${clash[0]}' and '${clash[1]}'`).at(
      clash[1],
      `Leave out one of them.`,
    )
  );
}
