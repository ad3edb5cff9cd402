import type { BaseMessage } from "@langchain/core/messages";
import { inputError } from "../errors/input-error.js";
import { type HistoryCall, legacyCallId } from "./tool-calls-to-wire.js";
import { textOf } from "./unknown-values.js";

interface OpenCall extends HistoryCall {
  answered: boolean;
}

/** A tool result and the calls of the latest assistant turn that made any. */
interface Result {
  index: number;
  id: string | undefined;
  toolName: string | undefined;
  turn: readonly OpenCall[];
}

/**
 * The id each tool result is sent with, by its message's index. What names its call exactly is kept;
 * then come the repairs that leave no doubt, within the latest turn that made calls:
 *
 * - an id that differs from one open call's only in its vendor's prefix (`fc_…`, `call_…`) is that;
 * - a result that carries its tool's name belongs to the only open call of that tool;
 * - a result without an id and without a name belongs to the only open call.
 *
 * @param roles - The role each message is sent with.
 * @param callsOf - The calls each message makes.
 * @throws {@link FireworksConfigurationError} (`INVALID_TOOL_RESULTS`) naming the message whose call
 * cannot be found.
 */
export function toolResultIds(
  messages: readonly BaseMessage[],
  roles: readonly string[],
  callsOf: readonly (readonly HistoryCall[])[],
): Map<number, string> {
  const ids = new Map<number, string>();
  const earlier = new Map<string, string>();
  const unmatched: Result[] = [];
  let turn: OpenCall[] = [];
  messages.forEach((message, index) => {
    const calls = callsOf[index] ?? [];
    if (calls.length > 0) turn = calls.map((call) => ({ ...call, answered: false }));
    for (const call of calls) for (const name of call.names) earlier.set(name, call.id);
    if (roles[index] !== "tool") return;
    const result = { index, ...namesOf(message), turn };
    const id = answer(exactMatch(result)) ?? earlier.get(result.id ?? "");
    if (id === undefined) unmatched.push(result);
    else ids.set(index, id);
  });
  // Repairs come last: none may take a call from the result that names it.
  for (const result of unmatched) {
    const id = answer(onlyPossibleMatch(result));
    if (id === undefined) throw resultWithoutCall(result);
    ids.set(result.index, id);
  }
  return ids;
}

function answer(call: OpenCall | undefined): string | undefined {
  if (call) call.answered = true;
  return call?.id;
}

/** A generic message of the role `tool` keeps its id in the extras; a FunctionMessage has none. */
function namesOf(message: BaseMessage): Pick<Result, "id" | "toolName"> {
  const toolName = textOf(message.name);
  if (message.type === "function") return { id: legacyCallId(toolName), toolName };
  const id: unknown =
    Reflect.get(message, "tool_call_id") ?? message.additional_kwargs?.tool_call_id;
  return { id: textOf(id), toolName };
}

function exactMatch({ id, turn }: Result): OpenCall | undefined {
  if (id === undefined) return undefined;
  return turn.find(({ answered, names }) => !answered && names.includes(id));
}

function onlyPossibleMatch({ id, toolName, turn }: Result): OpenCall | undefined {
  const open = turn.filter(({ answered }) => !answered);
  const [twin, ...otherTwins] = open.filter((call) => id !== undefined && isSameStem(call.id, id));
  if (twin && otherTwins.length === 0) return twin;
  if (id !== undefined && toolName === undefined) return undefined;
  const [only, ...others] = open.filter(({ name }) => toolName === undefined || name === toolName);
  return others.length === 0 ? only : undefined;
}

/** `fc_1a2b` and `call_1a2b` are one call under two providers' prefixes. */
function isSameStem(left: string, right: string): boolean {
  return stemOf(left) === stemOf(right);
}

function stemOf(id: string): string {
  return id.replace(/^(call|fc|toolu|tooluse|functions?|chatcmpl-tool)[_-]/, "");
}

function resultWithoutCall({ index, id }: Result): Error {
  const place = `messages[${index}]`;
  const whose = id === undefined ? "without a tool_call_id" : `of the call ${JSON.stringify(id)}`;
  return inputError(
    `${place} is a tool result ${whose}, and no message before it makes a call it must belong to.`,
    {
      field: `${place}.tool_call_id`,
      code: "INVALID_TOOL_RESULTS",
      hint: 'Keep the AI message that made the call in front of it, with the same id; trimMessages keeps them together with startOn: "human".',
    },
  );
}
