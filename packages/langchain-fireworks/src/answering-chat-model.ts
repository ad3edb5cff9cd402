import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import type { BaseMessage } from "@langchain/core/messages";
import type { ChatGeneration, ChatGenerationChunk, ChatResult } from "@langchain/core/outputs";
import type { ChatMessage } from "fireworks-client/wire";
import { type ArrivingAnswer, wantsStream } from "./chat-calls.js";
import {
  exceedsNonStreamCap,
  requestContext,
  requestSettings,
  streamSettings,
} from "./chat-request.js";
import {
  type CallOptions,
  ConfiguredChatModel,
  OTHER_CHOICES,
  RUN_CONFIG,
} from "./configured-chat-model.js";
import { closingEvents, eventsFromWire, initialEventState } from "./convert/events-from-wire.js";
import { resultFromWire } from "./convert/message-from-wire.js";
import { messagesToWire } from "./convert/messages-to-wire.js";
import { messageOptions } from "./message-options.js";
import { endWithEachChoice, reportedChunks } from "./reported-chunks.js";
import { tracedEvents } from "./traced-events.js";

/** A configured model that answers: whole, as a stream of chunks, or as native stream events. */
export abstract class AnsweringChatModel extends ConfiguredChatModel {
  override async _generate(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const settings = requestSettings(this, options);
    const wire = this.wireMessages(messages, options);
    if (this.streaming || (this.streamLargeOutputs && exceedsNonStreamCap(settings))) {
      return this.generateByStream(wire, options, runManager);
    }
    const context = requestContext(this, options, settings);
    try {
      const answer = await this.calls.whole({ ...settings, messages: wire }, context);
      return resultFromWire(answer.response, answer.requested);
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
    const answer = await this.openStream(messages, { ...options, streamUsage: true });
    const chunks = runManager ? reportedChunks(answer, runManager) : answer.chunks;
    for await (const _ of chunks);
    return resultFromWire(answer.received(), answer.requested);
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: CallOptions,
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const answer = await this.openStream(this.wireMessages(messages, options), options);
    if (runManager && hasSeveral(answer)) endWithEachChoice(runManager);
    yield* reportedChunks(answer, runManager);
    options[OTHER_CHOICES]?.push(...otherChoices(answer));
  }

  override async *_streamChatModelEvents(
    messages: BaseMessage[],
    options: CallOptions,
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatModelStreamEvent> {
    const { [RUN_CONFIG]: config, [OTHER_CHOICES]: others = [], ...call } = options;
    const events = this.nativeEvents(messages, call, others);
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
      others,
    );
  }

  private async *nativeEvents(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    others: ChatGeneration[],
  ): AsyncGenerator<ChatModelStreamEvent> {
    const answer = await this.openStream(this.wireMessages(messages, options), options);
    const state = initialEventState(answer.requested);
    for await (const wire of answer.chunks) yield* eventsFromWire(state, wire);
    others.push(...otherChoices(answer));
    yield* closingEvents(state, answer.received());
  }

  private wireMessages(messages: BaseMessage[], options: this["ParsedCallOptions"]): ChatMessage[] {
    return messagesToWire(messages, messageOptions(this, options));
  }

  private openStream(
    messages: ChatMessage[],
    options: this["ParsedCallOptions"],
  ): Promise<ArrivingAnswer> {
    const settings = streamSettings(this, options);
    const context = requestContext(this, options, settings);
    return this.calls.stream({ ...settings, messages }, context);
  }
}

function hasSeveral({ requested }: ArrivingAnswer): boolean {
  return (requested.choices ?? 1) > 1;
}

/** The choices beside the first, which is the one core's streams are made of. */
function otherChoices(answer: ArrivingAnswer): ChatGeneration[] {
  if (!hasSeveral(answer)) return [];
  return resultFromWire(answer.received(), answer.requested).generations.slice(1);
}
