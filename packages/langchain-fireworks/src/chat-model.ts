import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import { BaseChatModel, type BindToolsInput } from "@langchain/core/language_models/chat_models";
import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import type { AIMessageChunk, BaseMessage, MessageContent } from "@langchain/core/messages";
import type { ChatGenerationChunk, ChatResult } from "@langchain/core/outputs";
import type { Runnable } from "@langchain/core/runnables";
import type { ChatMessage } from "fireworks-client/wire";
import { type ArrivingAnswer, type CallContext, wantsStream } from "./chat-calls.js";
import type { ChatFireworksCallOptions } from "./chat-options.js";
import {
  exceedsNonStreamCap,
  refuseSeveralChoices,
  requestContext,
  requestSettings,
  streamSettings,
} from "./chat-request.js";
import { type CallOptions, ConfiguredChatModel, RUN_CONFIG } from "./configured-chat-model.js";
import { chunkFromWire, closingChunk, initialChunkState } from "./convert/chunk-from-wire.js";
import { closingEvents, eventsFromWire, initialEventState } from "./convert/events-from-wire.js";
import { resultFromWire } from "./convert/message-from-wire.js";
import { messagesToWire } from "./convert/messages-to-wire.js";
import { toolChoiceToWire } from "./convert/tool-choice-to-wire.js";
import { toolsToWire } from "./convert/tools-to-wire.js";
import {
  type RawAndParsed,
  structuredModel,
  type StructuredOutputConfig,
  type StructuredOutputSchema,
} from "./structured-output.js";
import { textOfContent } from "./token-count.js";
import { tracedEvents } from "./traced-events.js";

/**
 * Chat models on Fireworks AI. Every request parameter is a constructor field and a call option;
 * see {@link FireworksParameters} and {@link TransportOptions}.
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
export class ChatFireworks extends ConfiguredChatModel {
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
    const wireTools = toolsToWire(tools, options?.strict ?? this.strict);
    toolChoiceToWire(options?.tool_choice ?? options?.toolChoice, wireTools);
    return this.withConfig({ ...options, tools: wireTools });
  }

  /**
   * Binds a schema: the answer is an object of its shape, validated by the schema itself.
   *
   * @param config - `method`: "functionCalling" (default), "jsonSchema" or "jsonMode"; `name`;
   * `strict`; `includeRaw` gives `{ raw, parsed, parsing_error? }` and keeps parsing errors as data.
   * @throws {@link FireworksConfigurationError} for an unknown method or a schema without JSON Schema.
   */
  override withStructuredOutput<
    Output extends Record<string, unknown> = Record<string, unknown>,
    IncludeRaw extends boolean = false,
  >(
    schema: StructuredOutputSchema<Output>,
    config?: StructuredOutputConfig<IncludeRaw>,
  ): Runnable<BaseLanguageModelInput, IncludeRaw extends true ? RawAndParsed<Output> : Output> {
    return structuredModel(this, schema, config) as Runnable<
      BaseLanguageModelInput,
      IncludeRaw extends true ? RawAndParsed<Output> : Output
    >;
  }

  override async _generate(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const settings = requestSettings(this, options);
    const wire = messagesToWire(messages);
    if (this.streaming || (this.streamLargeOutputs && exceedsNonStreamCap(settings))) {
      return this.generateByStream(wire, options, runManager);
    }
    const context = requestContext(this, options, settings);
    try {
      const { response, retries } = await this.calls.whole(
        { ...settings, messages: wire },
        context,
      );
      return resultFromWire(response, { ...context.requested, retries });
    } catch (error) {
      if (!this.streamLargeOutputs || !wantsStream(error)) throw error;
      return this.generateByStream(wire, options, runManager);
    }
  }

  /** The same answer as a whole one, fetched as a stream. */
  private async generateByStream(
    messages: ChatMessage[],
    options: this["ParsedCallOptions"],
    runManager: CallbackManagerForLLMRun | undefined,
  ): Promise<ChatResult> {
    const settings = streamSettings(this, { ...options, streamUsage: true });
    const context = requestContext(this, options, settings);
    const answer = await this.calls.stream({ ...settings, messages }, context);
    const state = initialChunkState();
    for await (const wire of answer.chunks) {
      const chunk = runManager && chunkFromWire(state, wire);
      if (chunk) await reportToken(runManager, chunk);
    }
    return resultFromWire(answer.received(), { ...context.requested, retries: answer.retries });
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const { answer, context, includeRaw } = await this.openStream(messages, options);
    const state = initialChunkState(includeRaw);
    for await (const wire of answer.chunks) {
      const chunk = chunkFromWire(state, wire);
      if (!chunk) continue;
      yield chunk;
      if (runManager) await reportToken(runManager, chunk);
    }
    const requested = { ...context.requested, retries: answer.retries };
    const last = closingChunk(state, answer.received(), requested);
    yield last;
    if (runManager) await reportToken(runManager, last);
  }

  override async *_streamChatModelEvents(
    messages: BaseMessage[],
    options: CallOptions,
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatModelStreamEvent> {
    const { [RUN_CONFIG]: config, ...call } = options;
    const events = this.nativeEvents(messages, call);
    if (config === undefined || runManager !== undefined) {
      yield* events;
      return;
    }
    yield* tracedEvents(
      {
        config,
        own: this,
        serialized: this.toJSON(),
        messages,
        langSmith: this.getLsParamsWithDefaults(call),
        invocationParams: { ...this.invocationParams(call) },
        callOptions: this._getCallOptionsForTracing(call),
      },
      events,
    );
  }

  private async *nativeEvents(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
  ): AsyncGenerator<ChatModelStreamEvent> {
    const { answer, context, includeRaw } = await this.openStream(messages, options);
    const state = initialEventState(includeRaw);
    for await (const wire of answer.chunks) yield* eventsFromWire(state, wire);
    const requested = { ...context.requested, retries: answer.retries };
    yield* closingEvents(state, answer.received(), requested);
  }

  private async openStream(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
  ): Promise<{ answer: ArrivingAnswer; context: CallContext; includeRaw: boolean }> {
    const settings = streamSettings(this, options);
    refuseSeveralChoices(settings);
    const context = requestContext(this, options, settings);
    const request = { ...settings, messages: messagesToWire(messages) };
    const answer = await this.calls.stream(request, context);
    return {
      answer,
      context,
      includeRaw: options.includeRawResponse ?? this.includeRawResponse ?? false,
    };
  }

  /**
   * Tokens of a text, counted in this process: an estimate, unless a `tokenCounter` was given. For
   * the exact number of a prompt ask the server with {@link ChatFireworks.countPromptTokens}.
   */
  override async getNumTokens(content: MessageContent): Promise<number> {
    return this.countTokens(textOfContent(content));
  }

  /** The exact tokens of a prompt, tools included. Costs a call that answers with one token. */
  async countPromptTokens(
    input: BaseLanguageModelInput,
    options?: Partial<ChatFireworksCallOptions>,
  ): Promise<number> {
    const messages = BaseChatModel._convertInputToPromptValue(input).toChatMessages();
    const [, call] = this._separateRunnableConfigFromCallOptionsCompat({
      ...options,
      maxTokens: 1,
      n: 1,
    });
    const settings = requestSettings(this, call);
    const context = requestContext(this, call, settings);
    const { response } = await this.calls.whole(
      { ...settings, messages: messagesToWire(messages) },
      context,
    );
    return response.usage?.prompt_tokens ?? 0;
  }
}

async function reportToken(
  run: CallbackManagerForLLMRun,
  chunk: ChatGenerationChunk,
): Promise<void> {
  const indices = { prompt: 0, completion: 0 };
  await run.handleLLMNewToken(chunk.text, indices, undefined, undefined, undefined, { chunk });
}
