import {
  AIMessage,
  type BaseMessage,
  ChatMessage as GenericMessage,
  type FunctionMessage,
  type ToolMessage,
} from "@langchain/core/messages";
import type {
  AssistantMessage,
  ChatMessage,
  ContentPart,
  ToolResultMessage,
  UserMessage,
} from "fireworks-client/wire";
import { contentToParts } from "./content-to-wire.js";
import { legacyCallId, toolCallsToWire } from "./tool-calls-to-wire.js";
import { inputError } from "../input-error.js";

/** How a history is sent. */
export interface MessageOptions {
  /** Hold images, sound and video against Fireworks' documented limits. Default true. */
  checkMedia?: boolean;
  /** Whether the model reads images inside tool results. Default true. */
  imageToolMessage?: boolean;
}

/**
 * LangChain's messages as Fireworks reads them. Messages are built from the five keys the contract
 * lists (section 2.2) and nothing else, whatever provider the history came from: one key too many
 * is a 400 on this turn and on every later one.
 *
 * @throws {@link FireworksConfigurationError} naming the message and block that cannot be sent.
 */
export function messagesToWire(
  messages: readonly BaseMessage[],
  _options: MessageOptions = {},
): ChatMessage[] {
  if (messages.length === 0) {
    throw inputError("There is no message to send.", {
      field: "messages",
      code: "no_messages",
      hint: "Pass at least one message.",
    });
  }
  return messages.map(messageToWire);
}

function messageToWire(message: BaseMessage, index: number): ChatMessage {
  const place = `messages[${index}]`;
  switch (roleOf(message)) {
    case "system":
    case "developer":
      return { role: "system", content: textContent(message, place) };
    case "user":
    case "human":
      return { role: "user", content: mixedContent(message, place, "refuse") };
    case "assistant":
    case "ai":
      return assistantToWire(message, place);
    case "tool":
      return toolResultToWire(message as ToolMessage, place);
    case "function":
      return {
        role: "tool",
        content: mixedContent(message, place, "as-json"),
        tool_call_id: legacyCallId((message as FunctionMessage).name),
      };
    default:
      throw inputError(
        `${place} has the role ${JSON.stringify(roleOf(message))}, and Fireworks knows system, user, assistant and tool.`,
        {
          field: `${place}.role`,
          code: "unsupported_role",
          hint: "Use SystemMessage, HumanMessage, AIMessage or ToolMessage.",
        },
      );
  }
}

function roleOf(message: BaseMessage): string {
  return GenericMessage.isInstance(message) ? message.role : message.type;
}

function assistantToWire(message: BaseMessage, place: string): AssistantMessage {
  const toolCalls = toolCallsToWire(message, place);
  const parts = partsOf(message, place, "leave-out");
  const content = parts.every((part) => part.type === "text")
    ? parts.map((part) => part.text).join("")
    : parts;
  const reasoning = ownReasoning(message);
  return {
    role: "assistant",
    // Next to tool calls, templates want null rather than an empty string.
    content: content.length === 0 && toolCalls.length > 0 ? null : content,
    ...(reasoning !== undefined && { reasoning_content: reasoning }),
    ...(toolCalls.length > 0 && { tool_calls: toolCalls }),
  };
}

/** Reasoning goes back only to whom it came from: another vendor's means nothing to this model. */
function ownReasoning(message: BaseMessage): string | undefined {
  if (!AIMessage.isInstance(message)) return undefined;
  const provider = message.response_metadata?.model_provider;
  if (provider !== undefined && provider !== "fireworks") return undefined;
  const reasoning = message.additional_kwargs?.reasoning_content;
  return typeof reasoning === "string" ? reasoning : undefined;
}

function toolResultToWire(message: ToolMessage, place: string): ToolResultMessage {
  return {
    role: "tool",
    content: mixedContent(message, place, "as-json"),
    ...(message.tool_call_id ? { tool_call_id: message.tool_call_id } : {}),
  };
}

function textContent(message: BaseMessage, place: string): string {
  return partsOf(message, place, "refuse")
    .map((part) => {
      if (part.type === "text") return part.text;
      throw inputError(`${place} is a system message with a ${part.type} part.`, {
        field: `${place}.content`,
        code: "unsupported_content",
        hint: "System messages hold text; put media into a human message.",
      });
    })
    .join("\n");
}

/** A string where there is only text, which every chat template takes; parts where media is mixed in. */
function mixedContent(
  message: BaseMessage,
  place: string,
  unknownBlocks: "refuse" | "as-json",
): UserMessage["content"] {
  const parts = partsOf(message, place, unknownBlocks);
  return parts.every((part) => part.type === "text")
    ? parts.map((part) => part.text).join("\n")
    : parts;
}

function partsOf(
  message: BaseMessage,
  place: string,
  unknownBlocks: "refuse" | "leave-out" | "as-json",
): ContentPart[] {
  const { content } = message;
  if (typeof content === "string") return content === "" ? [] : [{ type: "text", text: content }];
  return contentToParts(content ?? [], `${place}.content`, unknownBlocks);
}
