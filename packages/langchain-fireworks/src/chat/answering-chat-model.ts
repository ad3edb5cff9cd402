import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import {
  type AIMessageChunk,
  type BaseMessage,
  coerceMessageLikeToMessage,
} from "@langchain/core/messages";
import type { ChatGeneration, ChatGenerationChunk, ChatResult } from "@langchain/core/outputs";
import type { RunnableBatchOptions, RunnableConfig } from "@langchain/core/runnables";
import { type RunSteps, StreamedRun } from "../calls/streamed-run.js";
import { wantsStream, wholeByStream } from "../calls/whole-or-stream.js";
import { inOneLane } from "../pacing/pacing.js";
import { AskingChatModel } from "./asking-chat-model.js";
import type { ArrivingAnswer } from "./chat-calls.js";
import type { ChatFireworksCallOptions } from "./chat-options.js";
import { type CallOptions, OTHER_CHOICES, RUN_CONFIG, UNHEARD } from "./own-options.js";
import { closingEvents, eventsFromWire, initialEventState } from "../convert/events-from-wire.js";
import { resultFromWire } from "../convert/message-from-wire.js";
import { standardChunk } from "../convert/standard-generation.js";
import { endRun, hasListener, type RunStart, startRun } from "./model-run.js";
import { chatChunks, endWithEachChoice, reportedChunks, reportToken } from "./reported-chunks.js";
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

  /**
   * The answer as one message. Where nobody listens and no cache is asked it is asked for directly: core's
   * way there reckons what callbacks are told, and costs as much as all else that a call does.
   */
  override async invoke(
    input: BaseLanguageModelInput,
    options?: Partial<ChatFireworksCallOptions>,
  ): Promise<AIMessageChunk> {
    if (this.cache || !isGeneratedHere(this)) return super.invoke(input, options);
    const prompt = BaseChatModel._convertInputToPromptValue(input);
    const [config, call] = this._separateRunnableConfigFromCallOptionsCompat(options);
    // Core alone writes a message anew as standard blocks.
    const isStandard = (call.outputVersion ?? this.outputVersion) === "v1";
    if (isStandard || hasListener({ config, own: this })) return super.invoke(input, options);
    const messages = prompt.toChatMessages().map(coerceMessageLikeToMessage);
    const [first] = (await this.answered(messages, call, undefined)).generations;
    return first?.message as AIMessageChunk;
  }

  override async _generate(
    messages: BaseMessage[],
    options: CallOptions,
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const result = await this.answered(messages, options, runManager);
    const { [UNHEARD]: unheard, promptIndex = 0 } = options;
    return runManager || !unheard ? result : unheard.keepBack(result, promptIndex);
  }

  private async answered(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager: CallbackManagerForLLMRun | undefined,
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

  /** The stream's run, by itself: core's own generator costs every chunk several promises and copies. */
  override _streamIterator(
    input: BaseLanguageModelInput,
    options?: Partial<ChatFireworksCallOptions>,
  ): AsyncGenerator<AIMessageChunk> {
    // Whoever reads the chunks differently has core's generator around it.
    if (this.disableStreaming || this._streamResponseChunks !== OWN_CHUNKS) {
      return super._streamIterator(input, options);
    }
    return new StreamedRun(this.runSteps(input, options));
  }

  private runSteps(
    input: BaseLanguageModelInput,
    options: Partial<ChatFireworksCallOptions> | undefined,
  ): RunSteps<ChatGenerationChunk, AIMessageChunk> {
    const [config, call] = this._separateRunnableConfigFromCallOptionsCompat(options);
    const messages = BaseChatModel._convertInputToPromptValue(input).toChatMessages();
    const isStandard = (call.outputVersion ?? this.outputVersion) === "v1";
    let answer: ArrivingAnswer | undefined;
    return {
      start: () => startRun(this.runStart(config, call, messages)),
      open: async (run) => {
        answer = await this.askStream(messages, call);
        if (run && hasSeveral(answer)) endWithEachChoice(run);
        return chatChunks(answer);
      },
      report: reportToken,
      show: ({ message }, runId) => {
        if (message.id == null && runId !== undefined) message._updateId(`run-${runId}`);
        return isStandard ? standardChunk(message as AIMessageChunk) : (message as AIMessageChunk);
      },
      end: (run, sum) => endRun(run, [sum], (sum.message as AIMessageChunk).usage_metadata),
      refuseAborted: () => answer?.refuseAborted(),
    };
  }

  private runStart(
    config: RunnableConfig,
    call: this["ParsedCallOptions"],
    messages: BaseMessage[],
  ): RunStart {
    return {
      config,
      own: this,
      messages,
      facts: () => {
        const invocationParams = { ...this.invocationParams(call) };
        return {
          serialized: this.toJSON(),
          langSmith: this.getLsParamsWithDefaults(call),
          invocationParams,
          tracedParams: this._filterInvocationParamsForTracing(invocationParams),
          callOptions: this._getCallOptionsForTracing(call),
        };
      },
    };
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
    yield* tracedEvents(this.runStart(config, call, messages), events, others);
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

const OWN_CHUNKS = AnsweringChatModel.prototype._streamResponseChunks;

/** What core's `invoke` calls one after the other. */
const STEPS = ["generatePrompt", "generate", "_generateUncached", "_generate"] as const;
const OWN_STEPS = STEPS.map((step) => AnsweringChatModel.prototype[step]);

/** Whether no subclass has a say in how an answer is made. */
function isGeneratedHere(model: AnsweringChatModel): boolean {
  return STEPS.every((step, place) => model[step] === OWN_STEPS[place]);
}

function hasSeveral({ requested }: ArrivingAnswer): boolean {
  return (requested.choices ?? 1) > 1;
}

/** The choices beside the first, which is the one core's streams are made of. */
function otherChoices(answer: ArrivingAnswer): ChatGeneration[] {
  if (!hasSeveral(answer)) return [];
  return resultFromWire(answer.received(), answer.requested).generations.slice(1);
}
