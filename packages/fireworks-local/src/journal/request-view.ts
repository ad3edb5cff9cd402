import type { ChatCompletionRequest, ChatMessage } from "fireworks-client/wire";
import { lastUserText, systemText } from "../requests/message-text.js";
import type { RecordedRequest } from "./recorded-request.js";

/** What a recorded request says. A refused one may hold anything, so nothing is taken for granted. */
function fieldsOf({ asChat, body: sent }: RecordedRequest): Record<string, unknown> {
  const body = asChat ?? sent;
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}

export function messagesOf(request: RecordedRequest): ChatMessage[] {
  const { messages } = fieldsOf(request);
  const isMessage = (one: unknown): boolean => typeof one === "object" && one !== null;
  return Array.isArray(messages) ? (messages.filter(isMessage) as ChatMessage[]) : [];
}

/** The names of the tools it offers, in order. */
export function toolNamesOf(request: RecordedRequest): string[] {
  const { tools } = fieldsOf(request);
  const names = (Array.isArray(tools) ? tools : []).map(
    (tool: { function?: { name?: unknown } } | null) => tool?.function?.name,
  );
  return names.filter((name) => typeof name === "string");
}

export function systemOf(request: RecordedRequest): string {
  return readText(request, systemText);
}

/** The last user message; of a completion the prompt, of an embedding the input. */
export function userOf(request: RecordedRequest): string {
  const { prompt, input, query } = fieldsOf(request);
  const plain = [prompt, input, query].find((text) => typeof text === "string");
  return plain ?? readText(request, lastUserText);
}

export function modelOf(request: RecordedRequest): unknown {
  return fieldsOf(request)["model"];
}

export function isStreamed(request: RecordedRequest): boolean {
  return fieldsOf(request)["stream"] === true;
}

function readText(
  request: RecordedRequest,
  read: (request: ChatCompletionRequest) => string,
): string {
  try {
    return read({ model: "", messages: messagesOf(request) });
  } catch {
    return "";
  }
}
