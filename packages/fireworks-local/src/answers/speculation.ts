import type { GenerationRequest, PerfMetrics } from "fireworks-client/wire";
import type { Tokenizer } from "../tokens/tokenizer.js";
import type { Completion } from "./completion.js";
import { idsOf } from "./reply.js";

/**
 * How long the predicted output of the request is, and how far the first answer agrees with it: the
 * metrics of contract 1.6 for `prediction` and its older form `speculation`. Empty without either.
 */
export function speculationMetrics(
  request: GenerationRequest,
  completions: Completion[],
  tokenizer: Tokenizer,
): PerfMetrics {
  const predicted = predictedIds(request, tokenizer);
  if (predicted === undefined) return {};
  const [first] = completions;
  const written = idsOf(first?.content?.flat() ?? []);
  const differs = predicted.findIndex((id, index) => id !== written[index]);
  return {
    "speculation-prompt-tokens": String(predicted.length),
    "speculation-prompt-matched-tokens": String(differs < 0 ? predicted.length : differs),
  };
}

function predictedIds(
  { prediction, speculation }: GenerationRequest,
  tokenizer: Tokenizer,
): number[] | undefined {
  const given = (typeof prediction === "object" ? prediction?.content : prediction) ?? speculation;
  if (given === null || given === undefined) return undefined;
  if (typeof given === "string") return tokenizer.ids(given);
  // The wire also lets parts through that hold no text.
  return given.flatMap((part) =>
    typeof part === "number" ? [part] : tokenizer.ids(part.text ?? ""),
  );
}
