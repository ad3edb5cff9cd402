import { isRecord } from "../json/is-record.js";
import type { ModelCatalogue } from "../models/catalogue.js";
import type { LocalModel } from "../models/local-model.js";
import { isDeeperThan } from "../json/json-depth.js";
import { hasMoreValues } from "../json/json-size.js";
import { invalidRequest, modelNotFound, type Refusal } from "./refusal.js";
import { relax } from "./relax.js";
import type { Shape } from "./shape.js";
import { refuseMisshapen } from "./validate.js";

/** What is said of the requests of one endpoint; `readRequest` holds them to it. */
export interface RequestRules<Request> {
  /** For the model that is asked; undefined when the request names none. */
  shapeFor(model: LocalModel | undefined): Shape;
  /** The model of that id, if it can be asked here. */
  findModel(catalogue: ModelCatalogue, id: string): LocalModel | undefined;
  /** What is taken for true of a model that only an upstream or a recording knows. */
  unknownModel?: Partial<LocalModel>;
  /** The id that is asked when a request may leave it out. */
  defaultModel?: string;
  /** Looked at by the gateway, before the request is validated. */
  checkAtGateway?(
    body: Readonly<Record<string, unknown>>,
    limits: RequestLimits,
  ): Refusal | undefined;
  /**
   * What a shape cannot say: fields that exclude each other, or that must fit the model. Not asked by
   * a lenient server, so that answers must not rely on it.
   */
  check(request: Request, model: LocalModel): Refusal | undefined;
}

/** What requests are held to: as the options of the same names, but may be changed while it runs. */
export interface RequestLimits {
  maxNonStreamTokens: number;
  lenient: boolean;
  /** Models that are not in the catalogue may be asked: an upstream or a recording knows them. */
  anyModel: boolean;
}

/** What requests are read against. */
export interface RequestContext {
  catalogue: ModelCatalogue;
  limits: RequestLimits;
  /** The refusal for a known model that cannot answer now: its deployment is still starting. */
  admit?: (model: string) => Refusal | undefined;
}

/** A request found valid, and the model it asks. */
export interface Accepted<Request> {
  request: Request;
  model: LocalModel;
}

/** No request people write nests deeper, and everything after this may recurse. */
const MAX_DEPTH = 128;

/** More than the token ids of the longest prompt, and few enough to be looked at in a second. */
const MAX_VALUES = 1_200_000;

/**
 * The request, or the refusal Fireworks would give. The gateway looks first, at the model and the
 * non-stream cap (E2); then the inference server validates (E1).
 */
export function readRequest<Request>(
  json: unknown,
  rules: RequestRules<Request>,
  context: RequestContext,
): Accepted<Request> {
  const body = asObject(json);
  const { limits } = context;
  const model = findModel(body["model"] ?? rules.defaultModel, rules, context);
  if (limits.lenient) return readLeniently(body, rules, model ?? { id: "" });
  const atGateway = rules.checkAtGateway?.(body, limits);
  if (atGateway !== undefined) throw atGateway;
  const misshapen = refuseMisshapen(body, rules.shapeFor(model));
  if (misshapen !== undefined) throw misshapen;
  // A shape that lets a request leave the model out has a default.
  if (model === undefined) throw modelNotFound();
  const request = body as Request;
  const refusal = rules.check(request, model);
  if (refusal !== undefined) throw refusal;
  return { request, model };
}

/** Undefined when no id was given, which validation then reports. */
function findModel<Request>(
  id: unknown,
  rules: RequestRules<Request>,
  { catalogue, limits, admit }: RequestContext,
): LocalModel | undefined {
  if (typeof id !== "string") return undefined;
  const known = rules.findModel(catalogue, id);
  const notNow = known === undefined ? undefined : admit?.(id);
  if (notNow !== undefined) throw notNow;
  if (known !== undefined) return known;
  if (limits.anyModel) return { id, ...rules.unknownModel };
  if (limits.lenient) return { id };
  throw modelNotFound();
}

/**
 * What an answer needs must be there; the rest is read as well as it can be. An answer may refuse
 * later what cannot be answered: a prompt beyond the window, a grammar without a derivation.
 */
function readLeniently<Request>(
  body: Record<string, unknown>,
  rules: RequestRules<Request>,
  model: LocalModel,
): Accepted<Request> {
  const shape = rules.shapeFor(model);
  const relaxed = relax(body, shape);
  // What could not be made to fit departs from the shape.
  if (relaxed === undefined) throw refuseMisshapen(body, shape) ?? invalidRequest("");
  return { request: relaxed.value as Request, model };
}

function asObject(json: unknown): Record<string, unknown> {
  if (!isRecord(json)) throw invalidRequest("The request body is not a valid JSON object");
  if (hasMoreValues(json, MAX_VALUES))
    throw invalidRequest(`The request body holds more than ${MAX_VALUES} values`);
  if (isDeeperThan(json, MAX_DEPTH))
    throw invalidRequest(`The request body nests deeper than ${MAX_DEPTH} levels`);
  return json;
}
