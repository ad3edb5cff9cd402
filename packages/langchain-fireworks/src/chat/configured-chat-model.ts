import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import { BaseChatModel, type LangSmithParams } from "@langchain/core/language_models/chat_models";
import type { AIMessageChunk } from "@langchain/core/messages";
import type { ChatGeneration, LLMResult } from "@langchain/core/outputs";
import { ensureConfig, type RunnableConfig } from "@langchain/core/runnables";
import { AsyncCaller } from "@langchain/core/utils/async_caller";
import type { IterableReadableStream } from "@langchain/core/utils/stream";
import { affinityOfCall } from "../calls/call-affinity.js";
import { NO_RETRIES } from "../calls/call-runner.js";
import { carry, eitherSignal, isEventStream, unpack } from "../calls/carried-options.js";
import { directStream } from "../calls/direct-stream.js";
import { ChatCalls } from "./chat-calls.js";
import {
  CALL_KEYS,
  type ChatFireworksCallOptions,
  type ChatFireworksFields,
  type FireworksChatClient,
  type SomeModelId,
} from "./chat-options.js";
import { type RequestSettings, requestSettings } from "./chat-request.js";
import { type CallOptions, OTHER_CHOICES, RUN_CONFIG, UNHEARD } from "./own-options.js";
import { connect } from "../calls/connection.js";
import { installContentBlockTranslator } from "../convert/content-blocks.js";
import { askedModel } from "../models/asked-model.js";
import { KnownProfiles } from "../models/known-profiles.js";
import type { FireworksModelProfile } from "../models/model-profile.js";
import { noToolsWarning } from "../models/profile-warnings.js";
import { standardGeneration } from "../convert/standard-generation.js";
import { assignGiven } from "../settings/assign-given.js";
import { langSmithParams } from "../settings/langsmith-params.js";
import { parametersToWire } from "../settings/parameter-levels.js";
import { type FireworksParameters, PARAMETER_NAMES } from "../settings/parameters.js";
import { requireModel } from "../settings/require-model.js";
import { cacheKey, responseIdentity } from "../settings/response-identity.js";
import { serializableFields } from "../settings/serialization.js";
import { ALIASES, SECRETS } from "../settings/written-form.js";
import { normalizeChatFields } from "./chat-fields.js";
import { type ChatSettings, SETTING_NAMES } from "../settings/settings.js";
import { estimateTokens } from "../convert/token-count.js";
import { addOutputs } from "../convert/usage-total.js";
import { UnheardResults } from "./unheard-results.js";
import { VERSION } from "../version.js";
import { type Warn, warningChannel } from "../errors/warnings.js";

/** Parameters and settings stand on the model under their own names. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- the constructor assigns them all, from the two lists
export interface ConfiguredChatModel extends FireworksParameters, ChatSettings {}

/**
 * What a `ChatFireworks` is before it is asked anything: its settings, its name in traces, caches
 * and JSON, and how a call's options are read. The asking is in `ChatFireworks` itself.
 */
export abstract class ConfiguredChatModel extends BaseChatModel<ChatFireworksCallOptions> {
  override lc_serializable = true;
  override lc_namespace: string[] = ["langchain", "chat_models", "fireworks"];

  /** The model's id, sent unchanged. */
  model: string;
  /** `invoke` fetches its answer as a stream. */
  streaming: boolean;
  /** `invoke` streams inside when the output budget is above Fireworks' cap for whole answers. */
  streamLargeOutputs: boolean;
  /** @internal */
  protected readonly calls: ChatCalls;
  /** Where this model tells what it ignores, changes or reads differently; `onWarning` listens. */
  readonly warn: Warn;
  /** @internal */
  protected readonly countTokens: (text: string) => number | Promise<number>;
  /** @internal */
  protected readonly profiles: KnownProfiles;

  /**
   * @param model - The model's id, or all fields in one object.
   * @param fields - The other fields, when the id comes first.
   * @throws {@link FireworksConfigurationError} without a model, without a key (see `apiKey`), or
   * with a base URL that is none.
   */
  constructor(model: SomeModelId, fields?: Omit<ChatFireworksFields, "model" | "modelName">);
  constructor(fields: ChatFireworksFields);
  constructor(modelOrFields: string | ChatFireworksFields, rest?: ChatFireworksFields) {
    const fields = normalizeChatFields(modelOrFields, rest);
    super(serializableFields(fields));
    this.model = requireModel(
      fields.model,
      'new ChatFireworks({ model: "accounts/fireworks/models/deepseek-v4p1-flash" })',
    );
    assignGiven(this, fields, [...PARAMETER_NAMES, ...SETTING_NAMES]);
    this.streaming = fields.streaming ?? false;
    this.streamLargeOutputs = fields.streamLargeOutputs ?? true;
    this.disableStreaming = fields.disableStreaming ?? false;
    this.countTokens = fields.tokenCounter ?? estimateTokens;
    this.warn = warningChannel(fields.onWarning);
    const { maxConcurrency } = fields;
    this.caller = new AsyncCaller({ maxConcurrency, ...NO_RETRIES });
    const queue = maxConcurrency === undefined ? undefined : this.caller;
    const client: FireworksChatClient = fields.client ?? connect(fields);
    this.calls = new ChatCalls(client, queue);
    this.profiles = new KnownProfiles(client, { id: this.model, profile: fields.profile });
    installContentBlockTranslator();
    this._addVersion("langchain-fireworks", VERSION);
  }

  /** @internal Read when a request is made; the prompt-caching middleware knows our models by it. */
  get callAffinity(): string | undefined {
    return affinityOfCall();
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

  /**
   * What agents may assume of the model: the built-in profile of its id, or the live one once
   * {@link ChatFireworks.fetchProfile} was called, under the keys given as `profile`. `{}` for a
   * model that is not known.
   */
  override get profile(): FireworksModelProfile {
    return this.profileFor({});
  }

  /** @internal The profile of the model a call asks. */
  protected profileFor(
    call: Pick<ChatFireworksCallOptions, "model" | "baseModel">,
  ): FireworksModelProfile {
    const { id, baseModel } = askedModel(this, call);
    return this.profiles.of(id, baseModel);
  }

  /** @internal Tools are sent even to a model that is known to ignore them: the table may be out of date. */
  protected checkTools(
    tools: RequestSettings["tools"],
    call: Pick<ChatFireworksCallOptions, "model" | "baseModel">,
  ): void {
    if (!tools?.length) return;
    const warning = noToolsWarning(call.model ?? this.model, this.profileFor(call));
    if (warning !== undefined) this.warn(warning);
  }

  override _llmType(): string {
    return "fireworks";
  }

  override _identifyingParams(): Record<string, unknown> {
    return responseIdentity(requestSettings(this, {}), this, {});
  }

  /** The request body less its messages; what tracing shows. */
  override invocationParams(options?: this["ParsedCallOptions"]): RequestSettings {
    return requestSettings(this, options ?? {});
  }

  override getLsParams(options: this["ParsedCallOptions"]): LangSmithParams {
    const model = options.model ?? this.model;
    return langSmithParams({ ...parametersToWire(this, options), model }, "chat");
  }

  /** Streams the answer; an abort or a timeout ends it with a typed error that holds what had arrived. */
  override async stream(
    input: BaseLanguageModelInput,
    options?: Partial<ChatFireworksCallOptions>,
  ): Promise<IterableReadableStream<AIMessageChunk>> {
    if (isEventStream(options?.callbacks)) return super.stream(input, options);
    const config = ensureConfig(carry(options));
    return directStream(this._streamIterator(input, config), config);
  }

  protected override _separateRunnableConfigFromCallOptionsCompat(
    given?: Partial<ChatFireworksCallOptions>,
  ): [RunnableConfig, this["ParsedCallOptions"]] {
    const { options, signal, timeout } = unpack(given);
    const [config, call] = super._separateRunnableConfigFromCallOptionsCompat(options);
    const own: CallOptions = {
      ...call,
      signal: eitherSignal(signal, config.signal),
      ...(timeout !== undefined && { timeout }),
      [RUN_CONFIG]: config,
    };
    return [config, own];
  }

  /** Core has started the run itself when it comes by here, and may stream if a callback wants it. */
  override async _generateUncached(
    ...[messages, options, handled, started]: Parameters<BaseChatModel["_generateUncached"]>
  ): Promise<LLMResult> {
    const others: ChatGeneration[] = [];
    const unheard = new UnheardResults();
    const own: CallOptions = {
      ...options,
      [RUN_CONFIG]: undefined,
      [OTHER_CHOICES]: others,
      [UNHEARD]: unheard,
    };
    const result = await super._generateUncached(messages, own, handled, started);
    unheard.putBack(result, (...outputs) => this._combineLLMOutput(...outputs));
    const isStandard = (options.outputVersion ?? this.outputVersion) === "v1";
    result.generations[0]?.push(...(isStandard ? others.map(standardGeneration) : others));
    return result;
  }

  override _getSerializedCacheKeyParametersForCall(options: this["ParsedCallOptions"]): string {
    const outputVersion = options.outputVersion ?? this.outputVersion;
    const identity = responseIdentity(requestSettings(this, options), this, options);
    const { baseURL } = this.calls;
    return cacheKey({ ...identity, outputVersion, baseURL, _type: this._llmType() });
  }

  /** Headers may hold credentials, and functions and signals mean nothing in a trace. */
  protected override _getCallOptionsForTracing(
    options: this["ParsedCallOptions"],
  ): this["ParsedCallOptions"] {
    const {
      headers: _headers,
      signal: _signal,
      onRetry: _onRetry,
      onResponse: _onResponse,
      pacing: _pacing,
      ...traced
    } = options;
    return traced;
  }

  override _combineLLMOutput(
    ...outputs: (Record<string, unknown> | undefined)[]
  ): Record<string, unknown> {
    return addOutputs(outputs);
  }
}
