import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import type { BaseMessage } from "@langchain/core/messages";
import type { ChatGenerationChunk, ChatResult } from "@langchain/core/outputs";
import type { ChatMessage } from "fireworks-client/wire";
import { type ArrivingAnswer, type CallContext, wantsStream } from "./chat-calls.js";
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
import { messageOptions } from "./message-options.js";
import { tracedEvents } from "./traced-events.js";

/** A configured model that answers: whole, as a stream of chunks, or as native stream events. */
export abstract class AnsweringChatModel extends ConfiguredChatModel {
  override async _generate(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const settings = requestSettings(this, options);
    const wire = messagesToWire(messages, messageOptions(this, options));
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
    const wire = messagesToWire(messages, messageOptions(this, options));
    const request = { ...settings, messages: wire };
    const answer = await this.calls.stream(request, context);
    return {
      answer,
      context,
      includeRaw: options.includeRawResponse ?? this.includeRawResponse ?? false,
    };
  }
}

async function reportToken(
  run: CallbackManagerForLLMRun,
  chunk: ChatGenerationChunk,
): Promise<void> {
  const indices = { prompt: 0, completion: 0 };
  await run.handleLLMNewToken(chunk.text, indices, undefined, undefined, undefined, { chunk });
}
