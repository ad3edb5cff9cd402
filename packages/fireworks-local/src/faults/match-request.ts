import { fitsStars } from "../patterns/star-pattern.js";
import type { RecordedRequest } from "../journal/recorded-request.js";
import { adaptedApiOf } from "../adapters/adapted-path.js";
import { StepBudget } from "../patterns/step-budget.js";
import { TextPattern } from "../patterns/text-pattern.js";
import { canonicalJson } from "../json/canonical-json.js";
import type { FaultEndpoint, FaultMatch } from "./fault.js";
import { valuesAt } from "./json-path.js";

/** What a condition looks at. */
interface Candidate {
  request: RecordedRequest;
  scope: string;
  budget: StepBudget;
}

type Condition = (candidate: Candidate) => boolean;

/** For each key of a match, what it asks of a request. Patterns are read once, for all requests. */
type ConditionReaders = {
  [Key in keyof FaultMatch]-?: (wanted: NonNullable<FaultMatch[Key]>) => Condition;
};

/** Steps that the patterns of one rule may take; a mebibyte of text needs a few of these each. */
const MAX_STEPS = 20_000_000;

const READERS: ConditionReaders = {
  path: readPath,
  endpoint: (wanted) => {
    const tests = [wanted].flat().map((name) => ENDPOINTS[name]);
    return ({ request }) => tests.some((test) => test(request.path));
  },
  method: (wanted) => {
    const name = wanted.toUpperCase();
    return ({ request }) => request.method === name;
  },
  model: (wanted) => {
    const pattern = new TextPattern(wanted);
    return ({ request, budget }) => {
      const model = fieldOf(request.body, "model");
      return typeof model === "string" && pattern.is(model, budget);
    };
  },
  stream:
    (wanted) =>
    ({ request }) =>
      (fieldOf(request.body, "stream") === true) === wanted,
  scope:
    (wanted) =>
    ({ scope }) =>
      scope === wanted,
  headers: (wanted) => every(Object.entries(wanted).map(readHeader)),
  body: (wanted) => {
    const pattern = new TextPattern(wanted);
    return ({ request, budget }) => pattern.isIn(JSON.stringify(request.body) ?? "", budget);
  },
  json: (wanted) => every(Object.entries(wanted).map(readValue)),
};

/** A test of whether all conditions hold. Throws `PatternError` for a pattern that cannot be read. */
export function compileMatch(
  match: FaultMatch,
): (request: RecordedRequest, scope: string) => boolean {
  const keys = (Object.keys(match) as (keyof FaultMatch)[]).filter(
    (key) => match[key] !== undefined,
  );
  const holds = every(
    keys.map((key) => (READERS[key] as (wanted: unknown) => Condition)(match[key])),
  );
  return (request, scope) => holds({ request, scope, budget: new StepBudget(MAX_STEPS) });
}

function every(conditions: Condition[]): Condition {
  return (candidate) => conditions.every((condition) => condition(candidate));
}

const INFERENCE = [
  "chat",
  "completions",
  "embeddings",
  "rerank",
  "models",
  "messages",
  "responses",
] as const;

const ENDPOINTS: Readonly<Record<FaultEndpoint, (path: string) => boolean>> = {
  chat: (path) => path.endsWith("/chat/completions"),
  completions: (path) => path.endsWith("/completions") && !path.endsWith("/chat/completions"),
  embeddings: (path) => path.endsWith("/embeddings"),
  rerank: (path) => path.endsWith("/rerank"),
  models: (path) => /^(?:\/inference)?\/v1\/models(?:\/|$)/.test(path),
  messages: (path) => adaptedApiOf(path) === "messages",
  responses: (path) => adaptedApiOf(path) === "responses",
  inference: (path) => INFERENCE.some((name) => ENDPOINTS[name](path)),
  "control-plane": isControlPlanePath,
  storage: (path) => path.startsWith("/_storage/"),
};

export const FAULT_ENDPOINTS: readonly FaultEndpoint[] = Object.keys(ENDPOINTS) as FaultEndpoint[];

export function isControlPlanePath(path: string): boolean {
  return /^\/v1\/accounts(?:\/|$)/.test(path);
}

/** The end of the path is enough, `/chat/completions`; `*` is any text. */
function readPath(wanted: string | RegExp): Condition {
  if (typeof wanted !== "string") return ({ request }) => request.path.search(wanted) >= 0;
  return ({ request: { path } }) => fitsStars(`*${wanted}`, path);
}

function readHeader([name, wanted]: [string, string | RegExp]): Condition {
  const pattern = new TextPattern(wanted);
  return ({ request, budget }) => {
    const sent = request.headers[name.toLowerCase()];
    return sent !== undefined && pattern.is(sent, budget);
  };
}

function readValue([path, wanted]: [string, unknown]): Condition {
  const isTextual = typeof wanted === "string" || wanted instanceof RegExp;
  const pattern = isTextual ? new TextPattern(wanted) : undefined;
  const json = pattern === undefined ? canonicalJson(wanted) : "";
  return ({ request, budget }) =>
    valuesAt(request.body, path).some((found) =>
      pattern === undefined
        ? canonicalJson(found) === json
        : typeof found === "string" && pattern.is(found, budget),
    );
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === "object" && body !== null
    ? (body as Record<string, unknown>)[name]
    : undefined;
}
