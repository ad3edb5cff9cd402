import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { LLMResult } from "@langchain/core/outputs";
import { placeOf, type TextPiece } from "../convert/completion-from-wire.js";
import type { RequestedMetadata } from "../convert/metadata-from-wire.js";

/** Which prompts a piece may belong to. */
interface PieceOrigin {
  requested: RequestedMetadata;
  /** The place of the request's first prompt among all prompts of the run. */
  first: number;
}

/** Tells a run of a piece of text, and whose it is. */
export async function reportPiece(
  run: CallbackManagerForLLMRun,
  { index, chunk }: TextPiece,
  { requested, first }: PieceOrigin,
): Promise<void> {
  const { prompt, completion } = placeOf(index, requested);
  const place = { prompt: first + prompt, completion };
  await run.handleLLMNewToken(chunk.text, place, undefined, undefined, undefined, { chunk });
}

/**
 * Core ends the run of a stream with one generation, the sum of its chunks. Here it has a generation for
 * each choice, and the tokens where those of a whole answer are. The result of `generate` is the same
 * object.
 */
export function endWith(run: CallbackManagerForLLMRun, whole: () => LLMResult): void {
  const end = run.handleLLMEnd.bind(run);
  run.handleLLMEnd = (output, ...rest) => {
    const { generations, llmOutput } = whole();
    output.generations[0]?.push(...(generations[0] ?? []).slice(1));
    if (llmOutput !== undefined) output.llmOutput = llmOutput;
    return end(output, ...rest);
  };
}
