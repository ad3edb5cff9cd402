import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { ModelCatalogue } from "../models/catalogue.js";
import type { LocalModel } from "../models/local-model.js";
import { checkChatRules, checkNonStreamCap } from "./chat-rules.js";
import { chatRequestShape } from "./chat-schema.js";
import { isDeeperThan } from "./json-depth.js";
import { gatewayError, invalidRequest } from "./refusal.js";
import { findProblems, joinProblems } from "./validate.js";

/** No request people write nests deeper, and everything after this may recurse. */
const MAX_DEPTH = 128;

/**
 * The request, or the refusal Fireworks would give. The gateway looks first, at the model and the
 * non-stream cap (E2); then the inference server validates (E1).
 */
export function readChatRequest(
  json: unknown,
  catalogue: ModelCatalogue,
  settings: { maxNonStreamTokens: number },
): { request: ChatCompletionRequest; model: LocalModel } {
  const body = asObject(json);
  const model = findModel(body["model"], catalogue);
  const overCap = checkNonStreamCap(body, settings.maxNonStreamTokens);
  if (overCap !== undefined) throw overCap;
  const problems = findProblems(body, chatRequestShape({ audio: model?.audioInput === true }));
  if (problems.length > 0 || model === undefined) throw invalidRequest(joinProblems(problems));
  const request = body as unknown as ChatCompletionRequest;
  const refusal = checkChatRules(request, model);
  if (refusal !== undefined) throw refusal;
  return { request, model };
}

function asObject(json: unknown): Record<string, unknown> {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw invalidRequest("The request body is not a valid JSON object");
  if (isDeeperThan(json, MAX_DEPTH))
    throw invalidRequest(`The request body nests deeper than ${MAX_DEPTH} levels`);
  return json as Record<string, unknown>;
}

/** Undefined only when no id was given, which validation then reports. */
function findModel(id: unknown, catalogue: ModelCatalogue): LocalModel | undefined {
  if (typeof id !== "string") return undefined;
  const model = catalogue.findChat(id);
  if (model !== undefined) return model;
  const message = "Model not found, inaccessible, and/or not deployed";
  throw gatewayError(404, { message, param: "model", code: "NOT_FOUND" });
}
