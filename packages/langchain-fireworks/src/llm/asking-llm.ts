import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import type { RunnableBatchOptions } from "@langchain/core/runnables";
import type { CompletionRequest } from "fireworks-client/wire";
import type { GenerationContext, PreparedGeneration } from "../calls/generation-calls.js";
import { generationContext, overloadPlan } from "../settings/generation-context.js";
import { type OverloadFallback, withOverloadFallback } from "../calls/overload-policy.js";
import { exceedsNonStreamCap, wholeByStream } from "../calls/whole-or-stream.js";
import { askedModel } from "../models/asked-model.js";
import { baseModelName } from "../models/base-model.js";
import { ignoredSettings } from "../models/ignored-settings.js";
import { inOneLane } from "../pacing/pacing.js";
import { completionLevel } from "../settings/completion-settings.js";
import { checkReasoning } from "../settings/reasoning-effort.js";
import { settingOf } from "../settings/settings.js";
import type { ArrivingCompletion, WholeCompletion } from "./completion-calls.js";
import {
  type Call,
  checkImages,
  type CompletionBody,
  completionBody,
  streamedBody,
  withPrompts,
} from "./completion-request.js";
import { ConfiguredLLM } from "./configured-llm.js";
import type { FireworksLLMCallOptions } from "./llm-options.js";

/** A request for text completions, and how it is asked. */
type Prepared<Request> = PreparedGeneration<Request, GenerationContext>;

type BatchedOptions = Partial<FireworksLLMCallOptions> | Partial<FireworksLLMCallOptions>[];

/** A configured LLM that asks: it makes a request of prompts and options, and sends or shows it. */
export abstract class AskingLLM extends ConfiguredLLM {
  /**
   * Continues many prompts, each in a request of its own, in their order. The calls wait for the rate
   * limits, in one lane beside other calls, unless `pacing` says otherwise.
   *
   * @param batchOptions - With `returnExceptions`, failures come in place of answers.
   */
  override batch(
    prompts: BaseLanguageModelInput[],
    options?: BatchedOptions,
    batchOptions?: RunnableBatchOptions & { returnExceptions?: false },
  ): Promise<string[]>;
  override batch(
    prompts: BaseLanguageModelInput[],
    options: BatchedOptions | undefined,
    batchOptions: RunnableBatchOptions & { returnExceptions: true },
  ): Promise<(string | Error)[]>;
  override batch(
    prompts: BaseLanguageModelInput[],
    options?: BatchedOptions,
    batchOptions?: RunnableBatchOptions,
  ): Promise<(string | Error)[]>;
  override async batch(
    prompts: BaseLanguageModelInput[],
    options?: BatchedOptions,
    batchOptions?: RunnableBatchOptions,
  ): Promise<(string | Error)[]> {
    return super.batch(prompts, inOneLane(this, options), batchOptions);
  }

  /** @internal The request of a call as `invoke` sends it, or as `stream` does if `asked` is set. */
  protected prepare(
    prompts: readonly string[],
    call: Call,
    asked: boolean | undefined,
  ): Prepared<CompletionRequest> {
    if (asked === true) return this.prepareStream(prompts, call);
    if (this.generatesByStream(call)) return this.prepareStream(prompts, wholeByStream(call));
    return this.prepareWhole(prompts, call);
  }

  /** @internal Whether `invoke` and `generate` fetch their answers as streams from the start. */
  protected generatesByStream(call: Call): boolean {
    if (this.streaming) return true;
    return this.streamLargeOutputs && exceedsNonStreamCap(completionBody(this, call));
  }

  private prepareWhole(
    prompts: readonly string[],
    call: Call,
    fallback?: OverloadFallback,
  ): Prepared<CompletionRequest> {
    return this.prepared(prompts, call, completionBody(this, call), fallback);
  }

  private prepareStream(
    prompts: readonly string[],
    call: Call,
    fallback?: OverloadFallback,
  ): Prepared<CompletionRequest & { stream: true }> {
    return this.prepared(prompts, call, streamedBody(this, call), fallback);
  }

  private prepared<Body extends CompletionBody>(
    prompts: readonly string[],
    call: Call,
    body: Body,
    fallback: OverloadFallback | undefined,
  ): Prepared<Body & Pick<CompletionRequest, "prompt" | "images">> {
    this.checkCall(body, call);
    const request = withPrompts(body, prompts, call.images);
    if (settingOf("checkMedia", this, call) ?? true) checkImages(request);
    return { request, context: generationContext(this, call, body, fallback) };
  }

  /** Refuses, or warns of, what the asked model cannot do. */
  private checkCall(body: CompletionBody, call: Call): void {
    checkReasoning(this, call, this.warn);
    const { id, baseModel } = askedModel(this, call);
    for (const warning of ignoredSettings(body, baseModelName(id, baseModel))) this.warn(warning);
    this.warnOfLeftOut(completionLevel(call).leftOut);
  }

  /** @internal */
  protected askWhole(prompts: readonly string[], options: Call): Promise<WholeCompletion> {
    return this.fallingBack(options, (call, fallback) => {
      const { request, context } = this.prepareWhole(prompts, call, fallback);
      return this.calls.whole(request, context);
    });
  }

  /** @internal Resolves with the first event: what fails later does not fall back. */
  protected askStream(prompts: readonly string[], options: Call): Promise<ArrivingCompletion> {
    return this.fallingBack(options, (call, fallback) => {
      const { request, context } = this.prepareStream(prompts, call, fallback);
      return this.calls.stream(request, context);
    });
  }

  /** Asks by the overload policy: each alternative is a call of its own, checked and built anew. */
  private fallingBack<Answer>(
    options: Call,
    ask: (call: Call, fallback?: OverloadFallback) => Promise<Answer>,
  ): Promise<Answer> {
    const tier = () => completionBody(this, options).service_tier;
    const plan = overloadPlan(this, options, tier);
    return withOverloadFallback(plan, async (change, fallback) =>
      ask({ ...options, ...change }, fallback),
    );
  }
}
