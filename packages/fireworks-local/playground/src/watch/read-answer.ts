import type { ChatCompletionChunk, ToolCall } from "fireworks-client/wire";
import type { JournalEntry } from "../../../src/admin/admin-answers.js";
import { isRecord } from "../../../src/json/is-record.js";
import { eventsIn } from "../../../src/journal/server-sent-events.js";
import { addChunk, type Answer, type AnswerFacts, emptyAnswer } from "../state/answer.js";

/** An answer of the journal, read as far as it can be. */
export interface ReadAnswer {
  /** The body as it was sent. */
  raw: string;
  /** Data of its events, if it is a stream. */
  events: string[] | undefined;
  /** The parsed JSON of one that is no stream. */
  json: unknown;
  /** What it says, put together; empty where it is no answer of a chat. */
  choices: Answer[];
}

export function readAnswer({ answer }: JournalEntry): ReadAnswer {
  const raw = answer.pieces.map(({ text }) => text).join("");
  const isStream = answer.headers["content-type"]?.startsWith("text/event-stream") === true;
  if (isStream) {
    const events = eventsIn(raw);
    return { raw, events, json: undefined, choices: choicesOf(events.map(parsed)) };
  }
  const json = parsed(raw);
  return { raw, events: undefined, json, choices: wholeChoices(json) };
}

function choicesOf(events: readonly unknown[]): Answer[] {
  const choices: Answer[] = [];
  let facts: AnswerFacts = {
    id: undefined,
    model: undefined,
    usage: undefined,
    perfMetrics: undefined,
  };
  for (const event of events)
    if (isChunk(event))
      facts = addChunk(choices, facts, { chunk: event as unknown as ChatCompletionChunk, at: 0 });
  return choices;
}

/** Of a broken stream anything may come: what would not be read safely is passed by. */
function isChunk(event: unknown): event is Record<string, unknown> {
  return (
    isRecord(event) &&
    Array.isArray(event["choices"]) &&
    event["choices"].every(
      (choice) =>
        isRecord(choice) &&
        isRecord(choice["delta"]) &&
        Number.isInteger(choice["index"]) &&
        Number(choice["index"]) < 128,
    )
  );
}

function wholeChoices(json: unknown): Answer[] {
  if (!isRecord(json) || !Array.isArray(json["choices"])) return [];
  return json["choices"].filter(isRecord).flatMap(({ message, finish_reason: finish }) => {
    if (!isRecord(message)) return [];
    const { content, reasoning_content: reasoning, tool_calls: calls } = message;
    return [
      {
        ...emptyAnswer(),
        content: typeof content === "string" ? content : "",
        reasoning: typeof reasoning === "string" ? reasoning : "",
        toolCalls: Array.isArray(calls) ? calls.filter(isCall) : [],
        finishReason: typeof finish === "string" ? finish : undefined,
      },
    ];
  });
}

const isCall = (call: unknown): call is ToolCall => isRecord(call) && isRecord(call["function"]);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
