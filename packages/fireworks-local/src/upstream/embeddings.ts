import type { EmbeddingRequest, Usage } from "fireworks-client/wire";
import { writeFloats } from "../answers/vector-encoding.js";
import { readInputs } from "../requests/embedding-inputs.js";
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
    input: toInput(request as unknown as EmbeddingRequest),
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

/** As it came, or the texts that the template makes of it. Throws for an entry it makes none of. */
function toInput(request: EmbeddingRequest): unknown {
  if (typeof request.prompt_template !== "string") return request.input;
  return readInputs(request).map((entry) => {
    if ("problem" in entry) throw invalidRequest(entry.problem);
    return "text" in entry ? entry.text : entry.tokenIds;
  });
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
      embedding: encoded(finish(readVector(entry.embedding), request), request),
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

function encoded(vector: number[], { encoding_format }: Json): number[] | string {
  return encoding_format === "base64" ? writeFloats(Float32Array.from(vector), "base64") : vector;
}
