import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import {
  type BaseMessage,
  coerceMessageLikeToMessage,
  HumanMessage,
} from "@langchain/core/messages";

/** What a model is given, as messages; core's own reading of it is reserved to models. */
export function inputMessages(input: BaseLanguageModelInput): BaseMessage[] {
  if (typeof input === "string") return [new HumanMessage(input)];
  return Array.isArray(input) ? input.map(coerceMessageLikeToMessage) : input.toChatMessages();
}
