import { type BaseMessage, ChatMessage as GenericMessage } from "@langchain/core/messages";
import type {
  AssistantMessage,
  ChatMessage,
  ContentPart,
  UserMessage,
} from "fireworks-client/wire";
import { inputError } from "../errors/input-error.js";
import { contentToParts, type PlacedPart, type UnknownBlocks } from "./content-to-wire.js";
import { imagesAfterResults } from "./images-after-results.js";
import { checkMedia } from "./media-limits.js";
import { callToWire, type HistoryCall, historyCalls } from "./tool-calls-to-wire.js";
import { type ReasoningReplay, reasoningToWire } from "./reasoning-to-wire.js";
import { toolResultIds } from "./tool-result-ids.js";
import { isRecord, textOf } from "./unknown-values.js";

/** How a history is sent. */
export interface MessageOptions extends ReasoningReplay {
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
  options: MessageOptions = {},
): ChatMessage[] {
  if (messages.length === 0) {
    throw inputError("There is no message to send.", {
      field: "messages",
      code: "no_messages",
      hint: "Pass at least one message.",
    });
  }
  messages.forEach(refuseStored);
  const roles = messages.map(roleOf);
  const parts = messages.map((message, index) => partsOf(message, roles[index] ?? "user", index));
  if (options.checkMedia ?? true) checkMedia(parts.flat());
  const links = linksOf(messages, roles, options);
  const wire = messages.map((message, index) =>
    messageToWire(message, roles[index] ?? "user", parts[index] ?? [], links[index] ?? {}),
  );
  return (options.imageToolMessage ?? true) ? wire : imagesAfterResults(wire);
}

/** Core takes `{ type, data }` for a message without content, and its text would be lost in silence. */
function refuseStored({ lc_kwargs: made }: BaseMessage, index: number): void {
  if (!isRecord(made) || !isRecord(made.data) || "content" in made) return;
  throw inputError(`messages[${index}] is a stored message and was not read back.`, {
    field: `messages[${index}]`,
    code: "stored_message",
    hint: "Read stored messages with mapStoredMessagesToChatMessages of @langchain/core/messages.",
  });
}

type Role = ChatMessage["role"];

const ROLES: Readonly<Record<string, Role>> = {
  system: "system",
  developer: "system",
  user: "user",
  human: "user",
  assistant: "assistant",
  ai: "assistant",
  tool: "tool",
  function: "tool",
};

function roleOf(message: BaseMessage, index: number): Role {
  const given = GenericMessage.isInstance(message) ? message.role : message.type;
  const role = Object.hasOwn(ROLES, given) ? ROLES[given] : undefined;
  if (role !== undefined) return role;
  const place = `messages[${index}]`;
  throw inputError(
    `${place} has the role ${JSON.stringify(given)}, and Fireworks knows system, user, assistant and tool.`,
    {
      field: `${place}.role`,
      code: "unsupported_role",
      hint: "Use SystemMessage, HumanMessage, AIMessage or ToolMessage.",
    },
  );
}

/** What of a message depends on others: the calls it makes or answers, and if its reasoning still counts. */
interface Links {
  calls?: HistoryCall[];
  reasoning?: string | undefined;
  resultOf?: string | undefined;
}

function linksOf(
  messages: readonly BaseMessage[],
  roles: readonly Role[],
  replay: ReasoningReplay,
): Links[] {
  const calls = messages.map((message, index) =>
    roles[index] === "assistant" ? historyCalls(message, index) : [],
  );
  const results = toolResultIds(messages, roles, calls);
  const reasoning = reasoningToWire(messages, roles.lastIndexOf("user"), replay);
  return messages.map((_, index) => ({
    calls: calls[index],
    reasoning: reasoning.get(index),
    resultOf: results.get(index),
  }));
}

const UNKNOWN_BLOCKS: Readonly<Record<Role, UnknownBlocks>> = {
  system: "refuse",
  user: "refuse",
  assistant: "leave-out",
  tool: "as-json",
};

function partsOf({ content }: BaseMessage, role: Role, index: number): PlacedPart[] {
  const place = `messages[${index}].content`;
  if (typeof content !== "string")
    return contentToParts([content ?? []].flat(), place, UNKNOWN_BLOCKS[role]);
  return content === "" ? [] : [{ part: { type: "text", text: content }, place }];
}

function messageToWire(
  message: BaseMessage,
  role: Role,
  parts: readonly PlacedPart[],
  { calls = [], reasoning, resultOf }: Links,
): ChatMessage {
  switch (role) {
    case "system":
      return { role, content: systemText(parts) };
    case "user":
      return { role, content: contentOf(parts, "\n") };
    case "assistant":
      return assistantToWire(message, parts, { calls, reasoning });
    case "tool":
      return { role, content: contentOf(parts, "\n"), tool_call_id: resultOf ?? null };
  }
}

function assistantToWire(
  message: BaseMessage,
  parts: readonly PlacedPart[],
  { calls, reasoning }: { calls: readonly HistoryCall[]; reasoning: string | undefined },
): AssistantMessage {
  const content = parts.length > 0 ? contentOf(parts, "") : textBesideContent(message);
  return {
    role: "assistant",
    // Next to tool calls, templates want null rather than an empty string.
    content: content.length === 0 && calls.length > 0 ? null : content,
    ...(reasoning !== undefined && { reasoning_content: reasoning }),
    ...(calls.length > 0 && { tool_calls: calls.map(callToWire) }),
  };
}

/** OpenAI keeps a refusal and the words of a spoken answer apart from the content. */
function textBesideContent({ additional_kwargs: extras }: BaseMessage): string {
  const audio = extras?.audio;
  return textOf(extras?.refusal) ?? textOf(isRecord(audio) ? audio.transcript : undefined) ?? "";
}

function systemText(parts: readonly PlacedPart[]): string {
  const content = contentOf(parts, "\n");
  if (typeof content === "string") return content;
  const media = parts.find(({ part }) => part.type !== "text");
  throw inputError(`${media?.place} is media in a system message.`, {
    field: media?.place,
    code: "unsupported_content",
    hint: "System messages hold text; put media into a human message.",
  });
}

/** A string where there is only text, which every chat template takes; parts where media is mixed in. */
function contentOf(parts: readonly PlacedPart[], separator: string): UserMessage["content"] {
  const bare: ContentPart[] = parts.map(({ part }) => part);
  return bare.every((part) => part.type === "text")
    ? bare.map((part) => part.text).join(separator)
    : bare;
}
