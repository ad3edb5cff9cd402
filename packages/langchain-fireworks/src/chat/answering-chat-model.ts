import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import type { AIMessageChunk, BaseMessage } from "@langchain/core/messages";
import type { ChatGeneration, ChatGenerationChunk, ChatResult } from "@langchain/core/outputs";
import type { RunnableBatchOptions } from "@langchain/core/runnables";
import { wantsStream, wholeByStream } from "../calls/whole-or-stream.js";
import { inOneLane } from "../pacing/pacing.js";
import { AskingChatModel } from "./asking-chat-model.js";
import type { ArrivingAnswer } from "./chat-calls.js";
import type { ChatFireworksCallOptions } from "./chat-options.js";
import { type CallOptions, OTHER_CHOICES, RUN_CONFIG } from "./configured-chat-model.js";
import { closingEvents, eventsFromWire, initialEventState } from "../convert/events-from-wire.js";
import { resultFromWire } from "../convert/message-from-wire.js";
import { endWithEachChoice, reportedChunks } from "./reported-chunks.js";
import { tracedEvents } from "./traced-events.js";

type BatchedOptions = Partial<ChatFireworksCallOptions> | Partial<ChatFireworksCallOptions>[];

/** A model that answers: whole, as a stream of chunks, or as native stream events. */
export abstract class AnsweringChatModel extends AskingChatModel {
  /**
   * Many answers at once, in the order of the inputs. The calls wait for the rate limits, in one lane
   * beside other calls, unless `pacing` says otherwise.
   *
   * @param batchOptions - With `returnExceptions`, failures come in place of answers.
   */
  override batch(
    inputs: BaseLanguageModelInput[],
    options?: BatchedOptions,
    batchOptions?: RunnableBatchOptions & { returnExceptions?: false },
  ): Promise<AIMessageChunk[]>;
  override batch(
    inputs: BaseLanguageModelInput[],
    options: BatchedOptions | undefined,
    batchOptions: RunnableBatchOptions & { returnExceptions: true },
  ): Promise<(AIMessageChunk | Error)[]>;
  override batch(
    inputs: BaseLanguageModelInput[],
    options?: BatchedOptions,
    batchOptions?: RunnableBatchOptions,
  ): Promise<(AIMessageChunk | Error)[]>;
  override async batch(
    inputs: BaseLanguageModelInput[],
    options?: BatchedOptions,
    batchOptions?: RunnableBatchOptions,
  ): Promise<(AIMessageChunk | Error)[]> {
    return super.batch(inputs, inOneLane(this, options), batchOptions);
  }

  override async _generate(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    if (this.generatesByStream(options)) {
      return this.generateByStream(messages, options, runManager);
    }
    try {
      const answer = await this.askWhole(messages, options);
      return resultFromWire(answer.response, answer.requested);
    } catch (error) {
      if (!this.streamLargeOutputs || !wantsStream(error)) throw error;
      return this.generateByStream(messages, options, runManager);
    }
  }

  /** The same answer as a whole one, fetched as a stream. */
  private async generateByStream(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager: CallbackManagerForLLMRun | undefined,
  ): Promise<ChatResult> {
    const answer = await this.askStream(messages, wholeByStream(options));
    const chunks = runManager ? reportedChunks(answer, runManager) : answer.chunks;
    for await (const _ of chunks);
    return resultFromWire(answer.received(), answer.requested);
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: CallOptions,
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const answer = await this.askStream(messages, options);
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
    const answer = await this.askStream(messages, options);
    const state = initialEventState(answer.requested);
    for await (const wire of answer.chunks) yield* eventsFromWire(state, wire);
    others.push(...otherChoices(answer));
    yield* closingEvents(state, answer.received());
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
