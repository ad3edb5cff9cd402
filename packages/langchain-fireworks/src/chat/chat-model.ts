import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import { BaseChatModel, type BindToolsInput } from "@langchain/core/language_models/chat_models";
import type { AIMessageChunk, MessageContent } from "@langchain/core/messages";
import type { Runnable } from "@langchain/core/runnables";
import type { RequestPreview } from "fireworks-client";
import { AnsweringChatModel } from "./answering-chat-model.js";
import { type BatchCall, batchCall } from "./batch-call.js";
import type { ChatFireworksCallOptions } from "./chat-options.js";
import { givenOptions } from "../settings/call-plan.js";
import { toolChoiceToWire } from "../convert/tool-choice-to-wire.js";
import { toolDefinitions } from "../convert/tools-to-wire.js";
import { adoptError } from "../errors/adopt-error.js";
import { askedModel } from "../models/asked-model.js";
import type { FireworksModelProfile } from "../models/model-profile.js";
import { deprecationWarning, unknownModelWarning } from "../models/profile-warnings.js";
import type { Grammar } from "../structured/grammar.js";
import { grammarModel, type GrammarParser } from "../structured/grammar-model.js";
import {
  type RawAndParsed,
  structuredModel,
  type StructuredOutputConfig,
  type StructuredOutputSchema,
} from "../structured/structured-model.js";
import { exactPromptTokens, textOfContent } from "../convert/token-count.js";

/**
 * Chat models on Fireworks AI. Every request parameter is a constructor field and a call option;
 * see {@link FireworksParameters} and {@link ChatSettings}.
 *
 * @example
 * ```ts
 * import { ChatFireworks } from "langchain-fireworks";
 *
 * const llm = new ChatFireworks({
 *   model: "accounts/fireworks/models/deepseek-v4p1-flash",
 *   temperature: 0,
 * });
 * const message = await llm.invoke("Why is the sky blue?");
 * console.log(message.text, message.usage_metadata);
 * ```
 */
export class ChatFireworks extends AnsweringChatModel {
  static override lc_name(): string {
    return "ChatFireworks";
  }

  /**
   * Binds tools: LangChain tools with any schema, runnables as tools, OpenAI's and Anthropic's form.
   *
   * @throws {@link FireworksConfigurationError} for a tool Fireworks cannot take, a schema that
   * cannot be converted, or a `tool_choice` that names no bound tool.
   */
  override bindTools(
    tools: BindToolsInput[],
    options?: Partial<ChatFireworksCallOptions>,
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, ChatFireworksCallOptions> {
    const definitions = toolDefinitions(tools, options?.strict ?? this.strict);
    toolChoiceToWire(options?.tool_choice ?? options?.toolChoice, definitions);
    this.checkTools(definitions, options ?? {});
    return this.withConfig({ ...options, tools: definitions });
  }

  /**
   * Binds a schema: the answer is a value of its shape, validated by the schema itself. A stream gives
   * the object as it grows, and last what `invoke` gives.
   *
   * @param config - See {@link StructuredOutputConfig}: the method, `includeRaw`, `injectSchema`…
   * @throws {@link FireworksConfigurationError} for an unknown method or a schema without JSON Schema.
   * The runnable throws {@link StructuredOutputError}; with `includeRaw` that error is data.
   */
  override withStructuredOutput<Value = Record<string, unknown>>(
    schema: StructuredOutputSchema<Value>,
    config?: StructuredOutputConfig<false>,
  ): Runnable<BaseLanguageModelInput, Value, ChatFireworksCallOptions>;
  override withStructuredOutput<Value = Record<string, unknown>>(
    schema: StructuredOutputSchema<Value>,
    config: StructuredOutputConfig<true>,
  ): Runnable<BaseLanguageModelInput, RawAndParsed<Value>, ChatFireworksCallOptions>;
  override withStructuredOutput<Value = Record<string, unknown>>(
    schema: StructuredOutputSchema<Value>,
    config?: StructuredOutputConfig,
  ): Runnable<BaseLanguageModelInput, Value | RawAndParsed<Value>, ChatFireworksCallOptions>;
  override withStructuredOutput<Value>(
    schema: StructuredOutputSchema<Value>,
    config: StructuredOutputConfig = {},
  ): Runnable<
    BaseLanguageModelInput,
    Value | RawAndParsed<Value | null>,
    ChatFireworksCallOptions
  > {
    return structuredModel(this, schema, config, this.warn);
  }

  /**
   * Binds a grammar in GBNF: the answer is a text it describes. Plain text streams as it grows; a
   * choice, or what a parser makes of the text, comes whole.
   *
   * @param grammar - With a rule `root`, or made by {@link choiceGrammar}.
   * @throws {@link FireworksConfigurationError} for a grammar without `root`. The runnable throws
   * {@link StructuredOutputError} for a text that was cut, is none of the choices, or does not parse.
   */
  withGrammar<Text extends string = string>(
    grammar: string | Grammar<Text>,
  ): Runnable<BaseLanguageModelInput, Text, ChatFireworksCallOptions>;
  /**
   * The same, giving what a parser makes of the text.
   *
   * @param parser - A function, or an output parser of LangChain's.
   */
  withGrammar<Text extends string = string, Value = unknown>(
    grammar: string | Grammar<Text>,
    parser: GrammarParser<Text, Value>,
  ): Runnable<BaseLanguageModelInput, Value, ChatFireworksCallOptions>;
  withGrammar<Text extends string, Value>(
    grammar: string | Grammar<Text>,
    parser?: GrammarParser<Text, Value>,
  ): Runnable<BaseLanguageModelInput, Text | Value, ChatFireworksCallOptions> {
    return grammarModel(this, grammar, parser);
  }

  /**
   * Tokens of a text, counted in this process: an estimate, unless a `tokenCounter` was given. For
   * the exact number of a prompt ask the server with {@link ChatFireworks.countPromptTokens}.
   */
  override async getNumTokens(content: MessageContent): Promise<number> {
    return this.countTokens(textOfContent(content));
  }

  /**
   * Asks Fireworks what it says of a model today: its window, tools, image input and last day, from
   * the control plane, or from the list of models the key may call. `profile` uses the answer from
   * then on; the keys given as `profile` still win. Warns once of a date of deprecation, and of an
   * id that neither knows.
   *
   * @param modelId - Default: this model's. Deployments and LoRAs get the profile of their base model.
   * @param options - `signal` stops the requests.
   * @throws {@link FireworksError} when Fireworks cannot be asked; `profile` then stays as it was.
   */
  async fetchProfile(
    modelId: string = this.model,
    options: { signal?: AbortSignal } = {},
  ): Promise<FireworksModelProfile> {
    const { baseModel } = askedModel(this, { model: modelId });
    const request = { ...givenOptions(this), signal: options.signal };
    try {
      const { profile, isKnown } = await this.profiles.fetch(modelId, baseModel, request);
      this.standing.forget();
      const ending = deprecationWarning(modelId, profile, Date.now());
      if (ending !== undefined) this.warn(ending);
      if (!isKnown) this.warn(unknownModelWarning(modelId));
      return profile;
    } catch (error) {
      throw adoptError(error, { model: modelId });
    }
  }

  /**
   * The exact tokens of a prompt, tools included. Costs a call that answers with one token.
   *
   * @throws {@link FireworksError} as `invoke` does, and when the answer does not say the number.
   */
  async countPromptTokens(
    input: BaseLanguageModelInput,
    options?: Partial<ChatFireworksCallOptions>,
  ): Promise<number> {
    const messages = BaseChatModel._convertInputToPromptValue(input).toChatMessages();
    const [, call] = this._separateRunnableConfigFromCallOptionsCompat({
      ...options,
      maxTokens: 1,
      maxCompletionTokens: null,
      n: 1,
    });
    const { request, context } = this.prepareWhole(messages, call);
    const { response } = await this.calls.whole(request, context);
    return exactPromptTokens(response);
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
    options: Partial<ChatFireworksCallOptions> & { stream?: boolean } = {},
  ): RequestPreview {
    const { stream, ...given } = options;
    const messages = BaseChatModel._convertInputToPromptValue(input).toChatMessages();
    const [, call] = this._separateRunnableConfigFromCallOptionsCompat(given);
    const { request, context } = this.prepare(messages, call, stream);
    return this.calls.preview(request, context);
  }

  /** @internal The client of `langchain-fireworks/batch`, which asks for datasets and jobs. */
  get batchClient(): object {
    return this.calls.client;
  }

  /** @internal What `langchain-fireworks/batch` asks of a model: all calls of a batch, made ready once. */
  batchCall(options: Partial<ChatFireworksCallOptions>): BatchCall {
    const [, call] = this._separateRunnableConfigFromCallOptionsCompat(options);
    return batchCall({
      ...this.preparation("whole", call),
      isStandard: (call.outputVersion ?? this.outputVersion) === "v1",
    });
  }
}
