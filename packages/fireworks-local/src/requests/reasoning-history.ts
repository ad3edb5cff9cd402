import type { GenerationRequest } from "fireworks-client/wire";
import type { LocalModel } from "../models/local-model.js";
import { invalidRequest, type Refusal } from "./refusal.js";

/** Contract 2.6: the models that take fewer values than there are, by their slug. */
const TAKEN: readonly { models: RegExp; values: readonly string[] }[] = [
  { models: /^minimax-m2/, values: ["disabled", "interleaved"] },
  { models: /^glm-4p6/, values: ["disabled", "interleaved"] },
  { models: /^qwen3p6/, values: ["disabled", "preserved"] },
  { models: /^deepseek-v4(?!p)/, values: ["interleaved"] },
];

/** No source has the text of this refusal. */
export function checkReasoningHistory(
  { reasoning_history }: GenerationRequest,
  model: LocalModel,
): Refusal | undefined {
  if (reasoning_history === null || reasoning_history === undefined) return undefined;
  const slug = model.id.slice(model.id.lastIndexOf("/") + 1);
  const row = TAKEN.find(({ models }) => models.test(slug));
  return row === undefined || row.values.includes(reasoning_history)
    ? undefined
    : invalidRequest(`Invalid reasoning history: ${reasoning_history}`).at(
        "reasoning_history",
        `This model takes ${row.values.join(", ")}.`,
      );
}
