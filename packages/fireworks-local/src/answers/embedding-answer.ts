import type { Embedding, EmbeddingRequest, EmbeddingResponse, Usage } from "fireworks-client/wire";
import { scale, textVector } from "../lexical/text-vector.js";
import { contextLengthOf } from "../models/catalogue.js";
import type { EmbeddingFacts, LocalModel } from "../models/local-model.js";
import { type EmbeddingEntry, readInputs } from "../requests/embedding-inputs.js";
import { promptTooLong } from "../requests/prompt-too-long.js";
import { invalidRequest } from "../requests/refusal.js";
import { boundTexts } from "../requests/text-limits.js";
import { Tokenizer } from "../tokens/tokenizer.js";
import { tokenLogits } from "./token-logits.js";
import { perfMetrics } from "./usage.js";
import { toFloats, writeFloats } from "./vector-encoding.js";

/** A lenient server embeds with any model. */
const UNKNOWN_EMBEDDER: EmbeddingFacts = { dimensions: 4_096, resizable: true };

/** A text to embed, with its tokens. */
interface Tokenised {
  text: string;
  tokenIds: number[];
}

/**
 * From an accepted request to its answer. Throws a refusal when a text is too long. Given vectors are
 * those of the inputs, the last one of all further ones.
 */
export async function embed(
  request: EmbeddingRequest,
  model: LocalModel,
  given?: readonly (readonly number[])[],
): Promise<EmbeddingResponse> {
  const tokenizer = await Tokenizer.load();
  const entries = readInputs(request);
  const texts = entries.flatMap((entry) => ("text" in entry ? [entry.text] : []));
  boundTexts(texts, contextLengthOf(model));
  const inputs = entries.map((entry) => tokenise(entry, tokenizer, model));
  const promptTokens = inputs.reduce((total, { tokenIds }) => total + tokenIds.length, 0);
  const usage: Usage = {
    prompt_tokens: promptTokens,
    total_tokens: promptTokens,
    completion_tokens: 0,
  };
  const vectors =
    given === undefined
      ? vectorsOf(request, inputs, model)
      : inputs.map((_, index) => Float32Array.from(given[index] ?? given.at(-1) ?? []));
  const data = inputs.map((input, index): Embedding => ({
    object: "embedding",
    index,
    embedding: writeFloats(vectors[index] ?? new Float32Array(), request.encoding_format),
    raw_output: request.raw_output === true ? rawOutput(input) : null,
  }));
  const metrics = perfMetrics(usage, request);
  const perf_metrics = request.perf_metrics_in_response === true ? metrics : null;
  return { object: "list", data, model: request.model, usage, perf_metrics };
}

function tokenise(entry: EmbeddingEntry, tokenizer: Tokenizer, model: LocalModel): Tokenised {
  if ("problem" in entry) throw invalidRequest(entry.problem);
  const tokenIds =
    "text" in entry ? tokenizer.ids(entry.text, contextLengthOf(model)) : entry.tokenIds;
  checkLength(tokenIds.length, model);
  return { text: "text" in entry ? entry.text : tokenizer.decode(tokenIds), tokenIds };
}

/** Throws Fireworks' 400 for a text that the model's window does not hold. */
export function checkLength(tokens: number, model: LocalModel): void {
  const window = contextLengthOf(model);
  if (tokens > window) throw promptTooLong(tokens, window);
}

function vectorsOf(
  request: EmbeddingRequest,
  inputs: readonly Tokenised[],
  model: LocalModel,
): Float32Array[] {
  const texts = inputs.map(({ text }) => text);
  const normalize = request.normalize === true;
  const wanted = request.return_logits ?? undefined;
  if (wanted !== undefined)
    return tokenLogits(texts, wanted).map((logits) =>
      Float32Array.from(normalize ? softmax(logits) : logits),
    );
  const facts = model.embedding ?? UNKNOWN_EMBEDDER;
  // What a text is for tells Voyage's models apart, a little, as an instruction does others.
  const lead = typeof request.input_type === "string" ? `${request.input_type}: ` : "";
  return texts.map((text) => finish(textVector(lead + text, facts.dimensions), request, facts));
}

/** Cut first, then scaled: `dimensions` is nothing but the start of the vector (contract 6.2). */
function finish(
  whole: Float64Array,
  { dimensions, normalize }: EmbeddingRequest,
  { unitLength, coarse }: EmbeddingFacts,
): Float32Array {
  if (unitLength === true) scale(whole, 1);
  const vector = whole.slice(0, dimensions ?? whole.length);
  if (normalize === true) scale(vector, 1);
  return toFloats(vector, { coarse: coarse === true && normalize !== true });
}

function softmax(logits: readonly number[]): number[] {
  const highest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function rawOutput({ text, tokenIds }: Tokenised): Embedding["raw_output"] {
  return { prompt_fragments: [text], prompt_token_ids: tokenIds, completion: "" };
}
