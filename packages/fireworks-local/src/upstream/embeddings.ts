import type { Usage } from "fireworks-client/wire";
import { gatewayError, invalidRequest } from "../requests/refusal.js";
import { type Json, number, record, records } from "./read-json.js";
import type { AnswerContext } from "./translation.js";
import { countedHere, toUsage } from "./usage.js";

/** Only what every engine reads; templates, cutting, normalising and base64 are done here. */
export function toEngineEmbeddings(request: Json): Json {
  if (Array.isArray(request["return_logits"]))
    throw invalidRequest("The upstream's engine cannot return logits, field: 'return_logits'");
  const { model, dimensions, user } = request;
  return {
    model,
    input: withTemplate(request["input"], request["prompt_template"]),
    encoding_format: "float",
    ...(typeof dimensions === "number" ? { dimensions } : {}),
    ...(typeof user === "string" ? { user } : {}),
  };
}

/** Engines refuse an empty list, Fireworks answers it (contract 6.2). */
export function emptyEmbeddings({ input, model }: Json): unknown {
  if (!Array.isArray(input) || input.length > 0) return undefined;
  return { object: "list", model, data: [], usage: { ...countedHere(0, 0) } };
}

function withTemplate(input: unknown, template: unknown): unknown {
  const render = (item: unknown): unknown => {
    if (typeof template !== "string") return item;
    const fields = typeof item === "string" ? { text: item } : record(item);
    return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(fields, name) ? String(fields[name]) : whole,
    );
  };
  const isTokens = Array.isArray(input) && typeof input[0] === "number";
  return Array.isArray(input) && !isTokens ? input.map(render) : render(input);
}

export function toFireworksEmbeddings(
  answer: unknown,
  { request, promptTokens, metrics }: AnswerContext,
): { body: object; usage: Usage } {
  const json = record(answer);
  const usage = toUsage(json["usage"]) ?? countedHere(promptTokens, 0);
  const { prompt_tokens, total_tokens } = usage;
  const entries = records(json["data"])
    .map(({ index, embedding }, position) => ({ index: number(index) ?? position, embedding }))
    .toSorted((one, other) => one.index - other.index);
  const body = {
    object: "list",
    model: request["model"],
    data: entries.map((entry) => ({
      object: "embedding",
      index: entry.index,
      embedding: encode(finish(readVector(entry.embedding), request), request),
      raw_output: null,
    })),
    usage: { prompt_tokens, total_tokens, completion_tokens: 0 },
    perf_metrics: metrics(usage) ?? null,
  };
  return { body, usage };
}

function readVector(value: unknown): number[] {
  if (typeof value === "string") {
    const bytes = Uint8Array.from(atob(value), (char) => char.charCodeAt(0));
    const view = new DataView(bytes.buffer);
    return Array.from({ length: bytes.length / 4 }, (_, at) => view.getFloat32(at * 4, true));
  }
  if (Array.isArray(value)) return value as number[];
  throw gatewayError(502, { message: "The upstream sent no vector", code: "BAD_GATEWAY" });
}

/** An engine that does not know `dimensions` sends all of them; Fireworks just cuts. */
function finish(vector: number[], { dimensions, normalize }: Json): number[] {
  const cut = typeof dimensions === "number" ? vector.slice(0, dimensions) : vector;
  if (normalize !== true) return cut;
  const length = Math.hypot(...cut);
  return length === 0 ? cut : cut.map((value) => value / length);
}

function encode(vector: number[], { encoding_format }: Json): number[] | string {
  if (encoding_format !== "base64") return vector;
  const bytes = new DataView(new ArrayBuffer(vector.length * 4));
  vector.forEach((value, at) => bytes.setFloat32(at * 4, value, true));
  let binary = "";
  for (let at = 0; at < bytes.byteLength; at += 1)
    binary += String.fromCharCode(bytes.getUint8(at));
  return btoa(binary);
}
