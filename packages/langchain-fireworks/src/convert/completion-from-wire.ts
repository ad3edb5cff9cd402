import { type Generation, GenerationChunk, type LLMResult } from "@langchain/core/outputs";
import { FireworksError } from "fireworks-client";
import type { CompletionChoice, CompletionChunk, CompletionResponse } from "fireworks-client/wire";
import { adoptError } from "../errors/adopt-error.js";
import { costMetadata } from "./cost-from-wire.js";
import { aboutChoice, metadataFromWire, type RequestedMetadata } from "./metadata-from-wire.js";
import { sentChoices } from "./sent-choices.js";
import { tokenUsageFromWire } from "./usage-from-wire.js";
import { addOutputs } from "./usage-total.js";

/** A choice's prompt, and which of that prompt's answers it is. */
export interface ChoicePlace {
  prompt: number;
  completion: number;
}

/** Fireworks numbers the choices of the first prompt first, then those of the second, and so on. */
export function placeOf(index: number, { choices = 1 }: RequestedMetadata): ChoicePlace {
  return { prompt: Math.floor(index / choices), completion: index % choices };
}

/**
 * A whole answer as the rest of the code may rely on it: choices in the order of their indices, each
 * with a text.
 *
 * @throws FireworksError without any choice
 */
export function readableCompletion(response: CompletionResponse): CompletionResponse {
  const choices = sentChoices(response).map((choice, place) => ({
    ...choice,
    index: choice.index ?? place,
    text: typeof choice.text === "string" ? choice.text : "",
  }));
  return { ...response, choices };
}

/**
 * An answer as LangChain's result: the generations of each prompt. The usage is that of all of them,
 * and stands with the first and in `llmOutput`.
 */
export function resultOfCompletion(
  response: CompletionResponse,
  requested: RequestedMetadata,
  prompts: number,
): LLMResult {
  const generations: Generation[][] = Array.from({ length: prompts }, () => []);
  for (const choice of response.choices) {
    const ofPrompt = generations[placeOf(choice.index, requested).prompt];
    ofPrompt?.push(generationOf(response, choice, requested));
  }
  return { generations, ...outputOf(response, requested) };
}

/**
 * The result of an answer that came to its end.
 *
 * @throws {@link FireworksError} when the answer to a prompt ended with an error, which its text does not
 * show, when two choices have one index, and when a prompt has none: the text of another would pass for it.
 */
export function checkedResult(
  response: CompletionResponse,
  requested: RequestedMetadata,
  prompts: number,
): LLMResult {
  const result = resultOfCompletion(response, requested, prompts);
  if (response.choices.some((choice) => choice.finish_reason === "error")) {
    throw incomplete(response, requested, {
      happened: "Fireworks ended the answer with an error.",
      code: "finish_error",
      hint: "What had come is in error.partial. Try again.",
    });
  }
  const indices = new Set(response.choices.map(({ index }) => index));
  if (indices.size < response.choices.length) {
    throw incomplete(response, requested, {
      happened: "The answer holds two choices with one index.",
      code: "invalid_response",
      hint: "Check that the base URL points at Fireworks and that no proxy rewrites the answer.",
    });
  }
  const missing = result.generations.findIndex((found) => found.length === 0);
  if (missing < 0) return result;
  throw incomplete(response, requested, {
    happened: `The answer holds no choice for prompt ${missing + 1} of ${prompts}.`,
    code: "no_choices",
    hint: "Check that the base URL points at Fireworks, or send fewer prompts: batchSize.",
  });
}

function incomplete(
  response: CompletionResponse,
  requested: RequestedMetadata,
  { happened, code, hint }: { happened: string; code: string; hint: string },
): FireworksError {
  const { requestId } = requested.info ?? {};
  const init = { code, hint, partial: response, ...(requestId !== undefined && { requestId }) };
  return adoptError(new FireworksError(`${happened} ${hint}`, init), {
    model: requested.model,
    partialOutput: partialCompletion(response, requested),
  });
}

function generationOf(
  response: CompletionResponse,
  choice: CompletionChoice,
  requested: RequestedMetadata,
): Generation {
  return { text: choice.text, generationInfo: generationInfo(response, choice, requested) };
}

/** What is known of a choice; the keys are those of a message's `response_metadata`. */
function generationInfo(
  response: CompletionResponse,
  choice: CompletionChoice | undefined,
  requested: RequestedMetadata,
): Record<string, unknown> {
  const index = choice?.index ?? 0;
  const own = choice && { ...choice, index: placeOf(index, requested).completion };
  return {
    ...metadataFromWire(response, own, aboutChoice(requested, index)),
    ...(requested.withRaw && { __raw_response: response }),
  };
}

function outputOf(
  response: CompletionResponse,
  requested: RequestedMetadata,
): Pick<LLMResult, "llmOutput"> {
  const tokenUsage = requested.withUsage ? tokenUsageFromWire(response.usage) : undefined;
  if (tokenUsage === undefined) return {};
  const cost = costMetadata(response, requested);
  return { llmOutput: { tokenUsage, usage: response.usage, ...cost } };
}

/** Several results as one, in their order. The cost of a sum is known only where all of it is. */
export function joinedResults(results: readonly LLMResult[]): LLMResult {
  const outputs = results.flatMap(({ llmOutput }) => (llmOutput ? [llmOutput] : []));
  const { cost_details: details, ...sum } = addOutputs(outputs);
  const isPriced = outputs.every(({ cost }) => cost !== null);
  return {
    generations: results.flatMap(({ generations }) => generations),
    ...(outputs.length > 0 && {
      llmOutput: isPriced
        ? { ...sum, ...(details !== undefined && { cost_details: details }) }
        : { ...sum, cost: null },
    }),
  };
}

/** A piece of text as it arrives, and the index of its choice. */
export interface TextPiece {
  index: number;
  chunk: GenerationChunk;
}

/** The pieces of one chunk. Usage, finish reason and the rest come with the closing chunk. */
export function piecesFromWire({ choices }: CompletionChunk): TextPiece[] {
  if (!Array.isArray(choices)) return [];
  return choices.flatMap((choice: CompletionChoice | null) => {
    const { index, text, logprobs, token_ids } = choice ?? {};
    const said = {
      ...(logprobs && { logprobs }),
      ...(Array.isArray(token_ids) && token_ids.length > 0 && { token_ids }),
    };
    if (typeof text !== "string" || (text === "" && Object.keys(said).length === 0)) return [];
    const generation = { text, ...(Object.keys(said).length > 0 && { generationInfo: said }) };
    return [{ index: index ?? 0, chunk: new GenerationChunk(generation) }];
  });
}

/**
 * What closes a choice of a stream: no text, and everything that is known of it. Core keeps the last
 * value of each key when it adds chunks up, so the whole of the log probabilities is here again.
 */
export function closingPiece(
  response: CompletionResponse,
  requested: RequestedMetadata,
  index = 0,
): TextPiece {
  const choice = response.choices.find((each) => each.index === index);
  const generationInfoOfIt = generationInfo(response, choice, requested);
  return { index, chunk: new GenerationChunk({ text: "", generationInfo: generationInfoOfIt }) };
}

/** What had arrived before a failure, as the error carries it: the text of the first choice. */
export function partialCompletion(
  response: CompletionResponse,
  requested: RequestedMetadata,
): GenerationChunk {
  const [choice] = response.choices;
  return new GenerationChunk({
    text: choice?.text ?? "",
    generationInfo: generationInfo(response, choice, requested),
  });
}
