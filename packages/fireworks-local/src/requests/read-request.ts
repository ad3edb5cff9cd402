import type { ModelCatalogue } from "../models/catalogue.js";
import type { LocalModel } from "../models/local-model.js";
import { isDeeperThan } from "./json-depth.js";
import { gatewayError, invalidRequest, type Refusal } from "./refusal.js";
import type { Shape } from "./shape.js";
import { findProblems, joinProblems } from "./validate.js";

/** What is said of the requests of one endpoint; `readRequest` holds them to it. */
export interface RequestRules<Request> {
  /** For the model that is asked; undefined when the request names none. */
  shapeFor(model: LocalModel | undefined): Shape;
  /** The model of that id, if it can be asked here. */
  findModel(catalogue: ModelCatalogue, id: string): LocalModel | undefined;
  /** The id that is asked when a request may leave it out. */
  defaultModel?: string;
  /** Looked at by the gateway, before the request is validated. */
  checkAtGateway?(
    body: Readonly<Record<string, unknown>>,
    limits: RequestLimits,
  ): Refusal | undefined;
  /** What a shape cannot say: fields that exclude each other, or that must fit the model. */
  check(request: Request, model: LocalModel): Refusal | undefined;
}

/** What differs from server to server. */
export interface RequestLimits {
  maxNonStreamTokens: number;
}

/** A request found valid, and the model it asks. */
export interface Accepted<Request> {
  request: Request;
  model: LocalModel;
}

/** No request people write nests deeper, and everything after this may recurse. */
const MAX_DEPTH = 128;

/**
 * The request, or the refusal Fireworks would give. The gateway looks first, at the model and the
 * non-stream cap (E2); then the inference server validates (E1).
 */
export function readRequest<Request>(
  json: unknown,
  rules: RequestRules<Request>,
  { catalogue, limits }: { catalogue: ModelCatalogue; limits: RequestLimits },
): Accepted<Request> {
  const body = asObject(json);
  const model = findModel(body["model"] ?? rules.defaultModel, rules, catalogue);
  const atGateway = rules.checkAtGateway?.(body, limits);
  if (atGateway !== undefined) throw atGateway;
  const problems = findProblems(body, rules.shapeFor(model));
  if (problems.length > 0 || model === undefined) throw invalidRequest(joinProblems(problems));
  const request = body as Request;
  const refusal = rules.check(request, model);
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
function findModel<Request>(
  id: unknown,
  rules: RequestRules<Request>,
  catalogue: ModelCatalogue,
): LocalModel | undefined {
  if (typeof id !== "string") return undefined;
  const model = rules.findModel(catalogue, id);
  if (model !== undefined) return model;
  const message = "Model not found, inaccessible, and/or not deployed";
  throw gatewayError(404, { message, param: "model", code: "NOT_FOUND" });
}
