import type { AIMessage, BaseMessage } from "@langchain/core/messages";
import type { ChatCompletionRequest, ChatCompletionResponse } from "fireworks-client/wire";
import { readWhole } from "../answer-steps/answer-step.js";
import { resultFromWire } from "../convert/message-from-wire.js";
import { type MessageOptions, messagesToWire } from "../convert/messages-to-wire.js";
import { readableAnswer } from "../convert/readable-answer.js";
import { standardGeneration } from "../convert/standard-generation.js";
import type { CallContext } from "./chat-calls.js";
import type { RequestSettings } from "./chat-request.js";

/** The call of a model as a batch makes it: once for all rows, with the answers fetched later. */
export interface BatchCall {
  /** The request that `invoke` would send, for a whole answer however long it may become. */
  request(messages: BaseMessage[]): ChatCompletionRequest;
  /**
   * An answer as `invoke` reads it, a message for each choice; costs are those of batch jobs.
   *
   * @throws FireworksError for an answer without choices
   */
  read(response: ChatCompletionResponse): AIMessage[];
}

/** What all rows of a batch have in common. */
export interface BatchCallParts {
  settings: RequestSettings;
  history: MessageOptions;
  context: Pick<CallContext, "steps" | "requested">;
  /** Whether messages hold standard content blocks (`outputVersion: "v1"`). */
  isStandard: boolean;
}

export function batchCall({ settings, history, context, isStandard }: BatchCallParts): BatchCall {
  const requested = { ...context.requested, batch: true };
  return {
    request: (messages) => ({ ...settings, messages: messagesToWire(messages, history) }),
    read(response) {
      const answer = readWhole(context.steps, readableAnswer(response));
      const { generations } = resultFromWire(answer, requested);
      const read = isStandard ? generations.map(standardGeneration) : generations;
      return read.map(({ message }) => message as AIMessage);
    },
  };
}
