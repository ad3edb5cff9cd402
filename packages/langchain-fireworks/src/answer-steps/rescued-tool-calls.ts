import type { ChatCompletionChoice, ChatCompletionChunkChoice, Tool } from "fireworks-client/wire";
import type { ReadChoice } from "../convert/metadata-from-wire.js";
import type { Warn } from "../errors/warnings.js";
import type { AnswerStep } from "./answer-step.js";
import { type ChoiceReader, eachChoice } from "./each-choice.js";
import { type PrintedCall, readPrintedCall, watchForCall } from "./printed-tool-call.js";

/**
 * Reads a tool call that a weak model wrote as its text (section 2.4 of the contract): only if the
 * whole text is one call of a bound tool, and the answer stopped by itself.
 */
export function rescuedToolCalls(tools: readonly Tool[], warn: Warn): AnswerStep {
  const names = new Set(tools.map((tool) => tool.function.name));
  return eachChoice({
    whole: (choice) => {
      const rescued = rescuedChoice(choice, names);
      if (rescued !== undefined) warn(warningOf(rescued));
      return rescued ?? choice;
    },
    open: () => holdingReader(names),
  });
}

function warningOf({ message }: ReadChoice) {
  const name = message.tool_calls?.[0]?.function.name;
  return {
    code: "rescued_tool_call",
    message: `The model wrote its call of the tool ${JSON.stringify(name)} as text; it was read as a call. Another model may call tools more reliably.`,
    field: "rescueToolCalls",
  };
}

function rescuedChoice(
  choice: ChatCompletionChoice,
  names: ReadonlySet<string>,
): ReadChoice | undefined {
  const { message, finish_reason: reason } = choice;
  if (reason !== "stop" || message.tool_calls?.length || typeof message.content !== "string") {
    return undefined;
  }
  const call = readPrintedCall(message.content, names);
  return (
    call && {
      ...choice,
      message: {
        ...message,
        content: null,
        // Without an id of the server's it gets one that depends on the answer's id alone.
        tool_calls: [{ index: 0, id: "", type: "function", function: call }],
      },
      finish_reason: "tool_calls",
      rescued_tool_call: true,
    }
  );
}

/** Holds text back while all of it may still be one call, and no longer. */
function holdingReader(names: ReadonlySet<string>): ChoiceReader {
  const watch = watchForCall(names);
  let held: string[] | undefined = [];
  const release = (): string => {
    const text = held?.join("") ?? "";
    held = undefined;
    return text;
  };
  return {
    push: (choice) => {
      if (held === undefined) return choice;
      const text = choice.delta?.content ?? "";
      if (text !== "") held.push(text);
      if (choice.delta?.tool_calls?.length || (text !== "" && !watch(text))) {
        return withDelta(choice, { content: release() });
      }
      if (!choice.finish_reason) return text === "" ? choice : withDelta(choice, { content: null });
      const all = release();
      const call = choice.finish_reason === "stop" ? readPrintedCall(all, names) : undefined;
      return call === undefined ? withDelta(choice, { content: all }) : calledChoice(choice, call);
    },
    end: () => (held?.length ? { content: release() } : undefined),
  };
}

function calledChoice(
  choice: ChatCompletionChunkChoice,
  call: PrintedCall,
): ChatCompletionChunkChoice {
  const calls = [{ index: 0, type: "function" as const, function: call }];
  return {
    ...withDelta(choice, { content: null, tool_calls: calls }),
    finish_reason: "tool_calls",
  };
}

function withDelta(
  choice: ChatCompletionChunkChoice,
  delta: ChatCompletionChunkChoice["delta"],
): ChatCompletionChunkChoice {
  return { ...choice, delta: { ...choice.delta, ...delta } };
}
