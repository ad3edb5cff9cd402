import type { Callbacks, CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import { BaseLLM } from "@langchain/core/language_models/llms";
import { type GenerationChunk, type LLMResult, RUN_KEY } from "@langchain/core/outputs";
import type { RequestPreview } from "fireworks-client";
import { inBatches } from "../calls/in-batches.js";
import { wantsStream, wholeByStream } from "../calls/whole-or-stream.js";
import {
  checkedResult,
  closingPiece,
  joinedResults,
  piecesFromWire,
  resultOfCompletion,
  type TextPiece,
} from "../convert/completion-from-wire.js";
import { AskingLLM } from "./asking-llm.js";
import { type Call, hasListOfEach } from "./completion-request.js";
import type { FireworksLLMCallOptions } from "./llm-options.js";
import { endWith, reportPiece } from "./reported-pieces.js";
import { withUntraced } from "./untraced-options.js";

/**
 * Text completions on Fireworks AI: a text is continued, without a chat template. Every request
 * parameter is a constructor field and a call option; see {@link CompletionParameters} and
 * {@link CompletionSettings}. To chat, and for tools, use {@link ChatFireworks}.
 *
 * @example
 * ```ts
 * import { Fireworks } from "langchain-fireworks";
 *
 * const llm = new Fireworks({ model: "accounts/fireworks/models/gpt-oss-120b", maxTokens: 100 });
 * console.log(await llm.invoke("The three primary colours are"));
 * ```
 */
export class Fireworks extends AskingLLM {
  static override lc_name(): string {
    return "Fireworks";
  }

  /**
   * Continues every prompt: `generations` holds the answers to each, with what is known of them as
   * `generationInfo`. `batchSize` prompts go in one request; prompts with images of their own in one each.
   *
   * @throws {@link FireworksError}; the first request that fails ends the others
   */
  override async generate(
    prompts: string[],
    options?: string[] | Partial<FireworksLLMCallOptions>,
    callbacks?: Callbacks,
  ): Promise<LLMResult> {
    const given = Array.isArray(options) ? {} : (options ?? {});
    const { images } = given;
    if (!hasListOfEach(images) || images.length !== prompts.length || prompts.length === 1) {
      return super.generate(prompts, options, callbacks);
    }
    // Apart, because the response cache keys on the options of a call.
    const results = await Promise.all(
      prompts.map((prompt, at) => {
        const own = { ...given, images: images[at], ...(at > 0 && { runId: undefined }) };
        return super.generate([prompt], own, callbacks);
      }),
    );
    const runIds = results.flatMap((result) => result[RUN_KEY]?.runIds ?? []);
    return { ...joinedResults(results), [RUN_KEY]: { runIds } };
  }

  override async _generate(
    prompts: string[],
    options: this["ParsedCallOptions"],
    run?: CallbackManagerForLLMRun,
  ): Promise<LLMResult> {
    const call = withUntraced(options);
    const results: LLMResult[] = [];
    const { batchSize } = this;
    const plan = { batchSize, maxConcurrency: Number.POSITIVE_INFINITY, signal: call.signal };
    await inBatches(prompts.length, plan, async ({ first, end }, signal) => {
      const part = { prompts: prompts.slice(first, end), first, run };
      results[first / batchSize] = await this.answered(part, { ...call, signal });
    });
    return joinedResults(results);
  }

  private async answered(part: Part, call: Call): Promise<LLMResult> {
    if (this.generatesByStream(call)) return this.answeredByStream(part, call);
    try {
      const { response, requested } = await this.askWhole(part.prompts, call);
      return checkedResult(response, requested, part.prompts.length);
    } catch (error) {
      if (!this.streamLargeOutputs || !wantsStream(error)) throw error;
      return this.answeredByStream(part, call);
    }
  }

  /** The same answer as a whole one, fetched as a stream. */
  private async answeredByStream({ prompts, first, run }: Part, call: Call): Promise<LLMResult> {
    const answer = await this.askStream(prompts, wholeByStream(call));
    const { requested } = answer;
    for await (const wire of answer.chunks) {
      if (run === undefined) continue;
      for (const piece of piecesFromWire(wire)) {
        await reportPiece(run, piece, { requested, first });
      }
    }
    return checkedResult(answer.received(), requested, prompts.length);
  }

  /** The text of the first choice; callbacks are told of the others, and get all of them at the end. */
  override async *_streamResponseChunks(
    prompt: string,
    options: this["ParsedCallOptions"],
    run?: CallbackManagerForLLMRun,
  ): AsyncGenerator<GenerationChunk> {
    const answer = await this.askStream([prompt], withUntraced(options));
    const { requested } = answer;
    const place = { requested, first: 0 };
    const told = async (piece: TextPiece) => run && reportPiece(run, piece, place);
    if (run) endWith(run, () => resultOfCompletion(answer.received(), requested, 1));
    for await (const wire of answer.chunks) {
      for (const piece of piecesFromWire(wire)) {
        if (piece.index === 0) yield piece.chunk;
        await told(piece);
      }
    }
    const closing = closingPiece(answer.received(), requested);
    yield closing.chunk;
    await told(closing);
  }

  /**
   * The request that `invoke` would send with the same arguments, without sending it: URL, headers
   * and body, byte for byte but for credentials, which are hidden. The function that gives the key is
   * not called, and nothing is told to callbacks.
   *
   * @param options - Call options; `stream: true` shows what `stream()` would send instead.
   * @throws {@link FireworksConfigurationError} for what `invoke` refuses before the call.
   */
  toRequest(
    input: BaseLanguageModelInput,
    options: Partial<FireworksLLMCallOptions> & { stream?: boolean } = {},
  ): RequestPreview {
    const { stream, ...given } = options;
    const prompt = BaseLLM._convertInputToPromptValue(input).toString();
    const [, call] = this._separateRunnableConfigFromCallOptionsCompat(given);
    const { request, context } = this.prepare([prompt], withUntraced(call), stream);
    return this.calls.preview(request, context);
  }
}

/** The prompts of one request. */
interface Part {
  prompts: string[];
  /** The place of the first among all prompts. */
  first: number;
  run: CallbackManagerForLLMRun | undefined;
}
