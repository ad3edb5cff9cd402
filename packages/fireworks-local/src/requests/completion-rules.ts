import type { CompletionRequest } from "fireworks-client/wire";
import type { LocalModel } from "../models/local-model.js";
import { checkGenerationRules } from "./generation-rules.js";
import { checkImageUrls } from "./message-rules.js";
import type { Refusal } from "./refusal.js";

/** What the shape of a text completion cannot say. */
export function checkCompletionRules(
  request: CompletionRequest,
  model: LocalModel,
): Refusal | undefined {
  return checkGenerationRules(request, model) ?? checkImageUrls((request.images ?? []).flat());
}
