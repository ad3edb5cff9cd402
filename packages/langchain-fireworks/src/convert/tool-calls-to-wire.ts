import { AIMessage, type BaseMessage } from "@langchain/core/messages";
import type { ToolCallInput } from "fireworks-client/wire";
import { jsonText } from "./json-text.js";
import { isRecord, textOf } from "./unknown-values.js";

/** A call of an earlier turn, as it is sent back. */
export interface HistoryCall {
  /** The id it is sent with; different from every other in its message. */
  id: string;
  /** Every id its result may name: as it stood, and under a provider's second numbering. */
  names: readonly string[];
  name: string;
  /** A JSON object, as text. */
  arguments: string;
}

/**
 * The tool calls of an assistant turn: the parsed ones and the ones the model had written badly, in
 * the order it made them, all with valid JSON arguments and an id, so that the tool results that
 * follow still find them. A message without either list is read by its blocks or its raw form.
 */
export function historyCalls(message: BaseMessage, index: number): HistoryCall[] {
  const place = `messages[${index}].tool_calls`;
  const calls = (listedCalls(message, place) ?? rawCalls(message)).map((call, position) => ({
    ...call,
    id: call.id ?? `call_${index}_${position}`,
  }));
  const aliases = message.additional_kwargs?.__openai_function_call_ids__;
  const seen = new Map<string, number>();
  return calls.map(({ id, itemId, name, arguments: args }) => {
    const twins = seen.get(id) ?? 0;
    seen.set(id, twins + 1);
    const alias = isRecord(aliases) ? textOf(aliases[id]) : undefined;
    return {
      // Two calls of one id cannot both be answered.
      id: twins === 0 ? id : `${id}_${twins + 1}`,
      names: [id, itemId, alias].filter((known) => known !== undefined),
      name,
      arguments: safeArguments(args, place),
    };
  });
}

/** Only the keys of the contract (section 2.3): no `index`, which responses carry. */
export function callToWire({ id, name, arguments: written }: HistoryCall): ToolCallInput {
  return { id, type: "function", function: { name, arguments: written } };
}

/** The id a legacy `function_call` and its FunctionMessage share, since neither had one. */
export function legacyCallId(name: string | undefined): string {
  return `call_${name ?? "function"}`;
}

interface RawCall {
  id: string | undefined;
  /** OpenAI's Responses number a call twice: as a call and as an item of the answer. */
  itemId?: string | undefined;
  name: string;
  arguments: unknown;
}

/** What LangChain keeps in its two lists, put back into one order. */
function listedCalls(message: BaseMessage, place: string): RawCall[] | undefined {
  if (!AIMessage.isInstance(message)) return undefined;
  const listed: readonly unknown[] = [
    ...(message.tool_calls ?? []),
    // Without an id and a name it is no call but another provider's server tool, cut in pieces.
    ...(message.invalid_tool_calls ?? []).filter(({ id, name }) => Boolean(id) || Boolean(name)),
    ...unlistedInvalidCalls(message),
  ];
  const calls = listed.filter(isRecord).map((call) => readCall(call) ?? unnamedCall(call));
  const own = calls.every(({ id }) => id !== undefined) ? calls : withoutCopies(calls, place);
  return own.length > 0 ? inOriginalOrder(own, message) : undefined;
}

/** Core reads v1 blocks into `tool_calls` again when the blocks have no ids (seen of Google's). */
function withoutCopies(calls: readonly RawCall[], place: string): RawCall[] {
  const said = (call: RawCall) => JSON.stringify([call.name, safeArguments(call.arguments, place)]);
  const named = new Set(calls.filter(({ id }) => id !== undefined).map(said));
  return calls.filter((call) => call.id !== undefined || !named.has(said(call)));
}

/** Core lists the calls of v1 blocks, and not those that were badly written. Repaired ones it has. */
function unlistedInvalidCalls(message: AIMessage): Record<string, unknown>[] {
  const lists = [...(message.tool_calls ?? []), ...(message.invalid_tool_calls ?? [])];
  const listed = new Set(lists.map(({ id }) => id));
  const blocks: unknown[] = Array.isArray(message.content) ? message.content : [];
  return blocks
    .filter(isRecord)
    .filter(
      ({ type, id }) => type === "invalid_tool_call" && textOf(id) && !listed.has(id as string),
    );
}

function unnamedCall(call: Record<string, unknown>): RawCall {
  return { id: textOf(call.id), name: "unknown", arguments: call.args };
}

/** A call in any provider's words; undefined for a block that is none. */
function readCall(block: Record<string, unknown>): RawCall | undefined {
  const inner = [block.function, block.functionCall].find(isRecord) ?? block;
  const name = textOf(inner.name);
  if (name === undefined) return undefined;
  const [callId, id] = [textOf(block.call_id), textOf(block.id)];
  return {
    id: callId ?? id,
    itemId: callId === undefined ? undefined : id,
    name,
    arguments: inner.args ?? inner.arguments ?? inner.input,
  };
}

/** The lists part what was parsed from what was not; chunks, blocks and raw calls kept the order. */
function inOriginalOrder(calls: RawCall[], message: AIMessage): RawCall[] {
  const ids = traces(message).flatMap((trace) => {
    if (!Array.isArray(trace)) return [];
    return trace.filter(isRecord).map((call) => textOf(call.call_id) ?? textOf(call.id));
  });
  const places = new Map(ids.map((id, at) => [id, at] as const).toReversed());
  const place = ({ id }: RawCall) => (id === undefined ? -1 : (places.get(id) ?? -1));
  return calls.every((call) => place(call) >= 0)
    ? calls.toSorted((left, right) => place(left) - place(right))
    : calls;
}

function traces(message: AIMessage): unknown[] {
  const chunks: unknown = Reflect.get(message, "tool_call_chunks");
  return [chunks, message.content, message.additional_kwargs?.tool_calls];
}

const CALL_BLOCKS: ReadonlySet<unknown> = new Set([
  "tool_use",
  "tool_call",
  "function_call",
  "functionCall",
]);

/** Messages that carry calls only in their blocks, or in OpenAI's raw form, as old stores do. */
function rawCalls(message: BaseMessage): RawCall[] {
  const blocks: unknown[] = typeof message.content === "string" ? [] : (message.content ?? []);
  const inContent = blocks.filter(isRecord).filter(({ type }) => CALL_BLOCKS.has(type));
  const { tool_calls: toolCalls, function_call: functionCall } = message.additional_kwargs ?? {};
  const given: unknown[] =
    inContent.length > 0 ? inContent : Array.isArray(toolCalls) ? toolCalls : [];
  const calls = given
    .filter(isRecord)
    .map(readCall)
    .filter((call) => call !== undefined);
  if (calls.length > 0 || !isRecord(functionCall)) return calls;
  const call = readCall(functionCall);
  return call === undefined ? [] : [{ ...call, id: legacyCallId(call.name) }];
}

/** Arguments that are not a JSON object break chat templates, so they are wrapped, not lost. */
function safeArguments(args: unknown, place: string): string {
  const text = typeof args === "string" ? args : jsonText(args, place);
  if (isRecord(args)) return text;
  if (text.trim() === "") return "{}";
  try {
    return isRecord(JSON.parse(text)) ? text : JSON.stringify({ input: text });
  } catch {
    return JSON.stringify({ input: text });
  }
}
