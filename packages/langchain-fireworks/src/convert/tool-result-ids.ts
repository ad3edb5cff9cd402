import type { BaseMessage } from "@langchain/core/messages";
import { inputError } from "../errors/input-error.js";
import { type HistoryCall, legacyCallId } from "./tool-calls-to-wire.js";
import { textOf } from "./unknown-values.js";

interface OpenCall extends HistoryCall {
  answered: boolean;
}

/** Calls by what they are found by. Each list ends with its first call, and sheds those answered. */
type CallIndex = Map<string, OpenCall[]>;

/** The calls of an assistant turn: a look at each for each result would take for ever with thousands. */
interface Turn {
  byName: CallIndex;
  byStem: CallIndex;
  byTool: CallIndex;
  all: OpenCall[];
}

/** A tool result and the latest assistant turn that made calls. */
interface Result {
  index: number;
  id: string | undefined;
  toolName: string | undefined;
  turn: Turn;
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
  let turn = turnOf([]);
  messages.forEach((message, index) => {
    const calls = callsOf[index] ?? [];
    if (calls.length > 0) turn = turnOf(calls);
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

function turnOf(calls: readonly HistoryCall[]): Turn {
  const all = calls.map((call) => ({ ...call, answered: false })).toReversed();
  return {
    byName: indexBy(all, ({ names }) => new Set(names)),
    byStem: indexBy(all, ({ id }) => [stemOf(id)]),
    byTool: indexBy(all, ({ name }) => [name]),
    all,
  };
}

function indexBy(
  calls: readonly OpenCall[],
  keysOf: (call: OpenCall) => Iterable<string>,
): CallIndex {
  const index: CallIndex = new Map();
  for (const call of calls) {
    for (const key of keysOf(call)) {
      const known = index.get(key);
      if (known) known.push(call);
      else index.set(key, [call]);
    }
  }
  return index;
}

function firstOpen(calls: OpenCall[] = []): OpenCall | undefined {
  while (calls.at(-1)?.answered) calls.pop();
  return calls.at(-1);
}

function onlyOpen(calls: OpenCall[] = []): OpenCall | undefined {
  const first = firstOpen(calls);
  return calls.some((call) => call !== first && !call.answered) ? undefined : first;
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
  return id === undefined ? undefined : firstOpen(turn.byName.get(id));
}

/** `fc_1a2b` and `call_1a2b` are one call under two providers' prefixes. */
function onlyPossibleMatch({ id, toolName, turn }: Result): OpenCall | undefined {
  const twin = id === undefined ? undefined : onlyOpen(turn.byStem.get(stemOf(id)));
  if (twin !== undefined || (id !== undefined && toolName === undefined)) return twin;
  return onlyOpen(toolName === undefined ? turn.all : turn.byTool.get(toolName));
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
