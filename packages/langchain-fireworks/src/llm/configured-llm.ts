import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import { BaseLLM } from "@langchain/core/language_models/llms";
import type { MessageContent } from "@langchain/core/messages";
import type { LLMResult } from "@langchain/core/outputs";
import { ensureConfig, type RunnableConfig } from "@langchain/core/runnables";
import { AsyncCaller } from "@langchain/core/utils/async_caller";
import type { IterableReadableStream } from "@langchain/core/utils/stream";
import { NO_RETRIES } from "../calls/call-runner.js";
import { carry, eitherSignal, isEventStream, unpack } from "../calls/carried-options.js";
import { directStream } from "../calls/direct-stream.js";
import { connect } from "../calls/connection.js";
import { estimateTokens, textOfContent } from "../convert/token-count.js";
import { type Warn, warningChannel } from "../errors/warnings.js";
import { assignGiven } from "../settings/assign-given.js";
import {
  COMPLETION_PARAMETER_NAMES,
  COMPLETION_SETTING_NAMES,
  completionLevel,
  type CompletionParameters,
  type CompletionSettings,
} from "../settings/completion-settings.js";
import { type LangSmithNames, langSmithParams } from "../settings/langsmith-params.js";
import { givenParameters } from "../settings/parameters.js";
import { requireModel } from "../settings/require-model.js";
import { cacheKey, responseIdentity } from "../settings/response-identity.js";
import { normalizeFields, serializableFields } from "../settings/serialization.js";
import { requireWholeNumber } from "../settings/whole-number.js";
import { ALIASES, SECRETS } from "../settings/written-form.js";
import { VERSION } from "../version.js";
import { type GenerateCached, lookUpEach } from "./cached-prompts.js";
import { CompletionCalls } from "./completion-calls.js";
import { type CompletionBody, completionBody } from "./completion-request.js";
import {
  CALL_KEYS,
  type FireworksLLMCallOptions,
  type FireworksLLMClient,
  type FireworksLLMFields,
} from "./llm-options.js";
import { hideUntraced, withUntraced } from "./untraced-options.js";

const EXAMPLE = 'new Fireworks({ model: "accounts/fireworks/models/gpt-oss-120b" })';

/** Prompts in one request; how many Fireworks takes is not documented. */
const BATCH_SIZE = 20;

/** Parameters and settings stand on the model under their own names. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- the constructor assigns them all, from the two lists
export interface ConfiguredLLM extends CompletionParameters, CompletionSettings {}

/** What a `Fireworks` is before it is asked anything: its settings, and its name in traces, caches and JSON. */
export abstract class ConfiguredLLM extends BaseLLM<FireworksLLMCallOptions> {
  override lc_serializable = true;
  override lc_namespace: string[] = ["langchain", "llms", "fireworks"];

  /** The model's id, sent unchanged. */
  model: string;
  /** `invoke` and `generate` fetch their answers as streams. */
  streaming: boolean;
  /** They do so when the output budget is above Fireworks' cap for whole answers. */
  streamLargeOutputs: boolean;
  /** The most prompts in one request. */
  batchSize: number;
  /** @internal */
  protected readonly calls: CompletionCalls;
  /** Where this model tells what it ignores or changes; `onWarning` listens. */
  readonly warn: Warn;
  /** @internal */
  protected readonly countTokens: (text: string) => number | Promise<number>;

  /**
   * @param model - The model's id, or all fields in one object.
   * @param fields - The other fields, when the id comes first.
   * @throws {@link FireworksConfigurationError} without a model, without a key (see `apiKey`), or
   * with a base URL that is none.
   */
  constructor(model: string, fields?: Omit<FireworksLLMFields, "model" | "modelName">);
  constructor(fields: FireworksLLMFields);
  constructor(modelOrFields: string | FireworksLLMFields, rest?: FireworksLLMFields) {
    const { fields, leftOut } = normalizeLLMFields(modelOrFields, rest);
    super(serializableFields(fields));
    this.model = requireModel(fields.model, EXAMPLE);
    assignGiven(this, fields, [...COMPLETION_PARAMETER_NAMES, ...COMPLETION_SETTING_NAMES]);
    this.streaming = fields.streaming ?? false;
    this.streamLargeOutputs = fields.streamLargeOutputs ?? true;
    const batchSize = fields.batchSize ?? BATCH_SIZE;
    this.batchSize = requireWholeNumber(batchSize, { field: "batchSize", from: 1 });
    this.countTokens = fields.tokenCounter ?? estimateTokens;
    this.warn = warningChannel(fields.onWarning);
    const { maxConcurrency } = fields;
    this.caller = new AsyncCaller({ maxConcurrency, ...NO_RETRIES });
    const client: FireworksLLMClient = fields.client ?? connect(fields);
    this.calls = new CompletionCalls(
      client,
      maxConcurrency === undefined ? undefined : this.caller,
    );
    this.warnOfLeftOut(leftOut);
    this._addVersion("langchain-fireworks", VERSION);
  }

  /** Alias of `model`. */
  get modelName(): string {
    return this.model;
  }

  override get lc_secrets(): Record<string, string> {
    return SECRETS;
  }

  override get lc_aliases(): Record<string, string> {
    return ALIASES;
  }

  override get callKeys(): string[] {
    return [...new Set([...super.callKeys, ...CALL_KEYS])];
  }

  override _llmType(): string {
    return "fireworks";
  }

  override _identifyingParams(): Record<string, unknown> {
    return responseIdentity(completionBody(this, {}), this, {});
  }

  /** The request body less its prompts; what tracing shows. */
  override invocationParams(options?: this["ParsedCallOptions"]): CompletionBody {
    return completionBody(this, withUntraced(options ?? {}));
  }

  /** What LangSmith shows of a run; it stands in the run's metadata. */
  getLsParams(options: this["ParsedCallOptions"]): LangSmithNames<"llm"> {
    return langSmithParams(this.invocationParams(options), "llm");
  }

  /**
   * Tokens of a text, counted in this process: an estimate, unless a `tokenCounter` was given. Every
   * answer says the exact number.
   */
  override async getNumTokens(content: MessageContent): Promise<number> {
    return this.countTokens(textOfContent(content));
  }

  /** Streams the text; an abort or a timeout ends it with a typed error that holds what had arrived. */
  override async stream(
    input: BaseLanguageModelInput,
    options?: Partial<FireworksLLMCallOptions>,
  ): Promise<IterableReadableStream<string>> {
    if (isEventStream(options?.callbacks)) return super.stream(input, options);
    const config = ensureConfig(carry(options));
    return directStream(this._streamIterator(input, config), config);
  }

  protected override _separateRunnableConfigFromCallOptionsCompat(
    given?: Partial<FireworksLLMCallOptions>,
  ): [RunnableConfig, this["ParsedCallOptions"]] {
    const { options, signal, timeout } = unpack(given);
    const [config, call] = super._separateRunnableConfigFromCallOptionsCompat(options);
    const own = hideUntraced({
      ...call,
      signal: eitherSignal(signal, config.signal),
      ...(timeout !== undefined && { timeout }),
    });
    return [{ ...config, metadata: { ...this.getLsParams(own), ...config.metadata } }, own];
  }

  override _getSerializedCacheKeyParametersForCall(options: this["ParsedCallOptions"]): string {
    const call = withUntraced(options);
    const identity = responseIdentity(completionBody(this, call), this, call);
    const { baseURL } = this.calls;
    const { images } = call;
    return cacheKey({ ...identity, images, baseURL, _type: this._llmType() });
  }

  override _generateCached(given: Parameters<GenerateCached>[0]): ReturnType<GenerateCached> {
    return lookUpEach(given, (one) => super._generateCached(one));
  }

  /** The tokens of a request stand once, with its first prompt. */
  override _flattenLLMResult({ generations, llmOutput }: LLMResult): LLMResult[] {
    return generations.map((ofPrompt, place) => ({
      generations: [ofPrompt],
      ...(place === 0 && llmOutput && { llmOutput }),
    }));
  }

  /** @internal What only chat has is not sent: Fireworks refuses a request that has it. */
  protected warnOfLeftOut(names: readonly string[]): void {
    for (const field of names) {
      this.warn({
        code: "ignored_parameter",
        message: `Text completions have no \`${field}\`; it is not sent.`,
        field,
        model: this.model,
      });
    }
  }
}

function normalizeLLMFields(
  modelOrFields: string | FireworksLLMFields,
  rest: FireworksLLMFields | undefined,
) {
  const { stopSequences, ...given } = normalizeFields(modelOrFields, rest);
  const { level, leftOut } = completionLevel(given);
  const parameters = givenParameters(level);
  const fields = { ...level, ...parameters, stop: parameters.stop ?? stopSequences };
  return { fields, leftOut };
}
