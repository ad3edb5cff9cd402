import type { RecordedRequest } from "../journal/recorded-request.js";
import { canonicalJson } from "../requests/canonical-json.js";
import type { FaultEndpoint, FaultMatch } from "./fault.js";
import { valuesAt } from "./json-path.js";
import { containsText, isText } from "./text-condition.js";

/** A condition, the part of the match it reads, and whether the request meets it. */
type Conditions = {
  [Key in keyof FaultMatch]-?: (
    wanted: NonNullable<FaultMatch[Key]>,
    request: RecordedRequest,
    scope: string,
  ) => boolean;
};

const CONDITIONS: Conditions = {
  path: (wanted, { path }) => matchesPath(path, wanted),
  endpoint: (wanted, { path }) => [wanted].flat().some((name) => ENDPOINTS[name](path)),
  method: (wanted, { method }) => method === wanted.toUpperCase(),
  model: (wanted, { body }) => {
    const model = fieldOf(body, "model");
    return typeof model === "string" && isText(model, wanted);
  },
  stream: (wanted, { body }) => (fieldOf(body, "stream") === true) === wanted,
  scope: (wanted, _request, scope) => scope === wanted,
  headers: (wanted, { headers }) =>
    Object.entries(wanted).every(([name, value]) => {
      const sent = headers[name.toLowerCase()];
      return sent !== undefined && isText(sent, value);
    }),
  body: (wanted, { body }) => containsText(JSON.stringify(body) ?? "", wanted),
  json: (wanted, { body }) =>
    Object.entries(wanted).every(([path, value]) =>
      valuesAt(body, path).some((found) => isValue(found, value)),
    ),
};

/** Whether every condition of the rule holds. */
export function matchesRequest(
  match: FaultMatch,
  request: RecordedRequest,
  scope: string,
): boolean {
  return (Object.keys(match) as (keyof FaultMatch)[]).every((key) => {
    const wanted = match[key];
    const holds = CONDITIONS[key] as (
      wanted: unknown,
      ...rest: [RecordedRequest, string]
    ) => boolean;
    return wanted === undefined || holds(wanted, request, scope);
  });
}

const INFERENCE = ["chat", "completions", "embeddings", "rerank", "models"] as const;

const ENDPOINTS: Readonly<Record<FaultEndpoint, (path: string) => boolean>> = {
  chat: (path) => path.endsWith("/chat/completions"),
  completions: (path) => path.endsWith("/completions") && !path.endsWith("/chat/completions"),
  embeddings: (path) => path.endsWith("/embeddings"),
  rerank: (path) => path.endsWith("/rerank"),
  models: (path) => /^(?:\/inference)?\/v1\/models(?:\/|$)/.test(path),
  inference: (path) => INFERENCE.some((name) => ENDPOINTS[name](path)),
  "control-plane": isControlPlanePath,
  storage: (path) => path.startsWith("/_storage/"),
};

export function isControlPlanePath(path: string): boolean {
  return /^\/v1\/accounts(?:\/|$)/.test(path);
}

/** The end of the path is enough, `/chat/completions`; `*` is any text. */
function matchesPath(path: string, wanted: string | RegExp): boolean {
  if (typeof wanted !== "string") return path.search(wanted) >= 0;
  const [last = "", ...parts] = wanted.split("*").toReversed();
  let end = path.length - last.length;
  if (!path.endsWith(last)) return false;
  for (const part of parts) {
    end = end < part.length ? -1 : path.lastIndexOf(part, end - part.length);
    if (end < 0) return false;
  }
  return true;
}

function isValue(found: unknown, wanted: unknown): boolean {
  if (typeof found === "string" && (typeof wanted === "string" || wanted instanceof RegExp))
    return isText(found, wanted);
  return canonicalJson(found) === canonicalJson(wanted);
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === "object" && body !== null
    ? (body as Record<string, unknown>)[name]
    : undefined;
}
