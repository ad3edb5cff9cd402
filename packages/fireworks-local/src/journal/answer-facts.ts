import { isRecord } from "../json/is-record.js";
import { parseJson } from "../json/parse-json.js";
import type { RowUsage } from "./journal-row.js";
import { eventsIn } from "./server-sent-events.js";

/** A piece of a body as text, and when it was ready. */
export interface TimedPiece {
  /** Milliseconds since 1970. */
  at: number;
  text: string;
}

/** The first events name a role or an id; a stream that says nothing for so long is not read on. */
const MOST_PIECES = 50;

/** When a stream first says something. `times` has one for each piece. */
export function firstTokenAt(
  pieces: readonly Uint8Array[],
  times: readonly number[],
): number | undefined {
  const decoder = new TextDecoder();
  let open = "";
  for (const [place, piece] of pieces.slice(0, MOST_PIECES).entries()) {
    open += decoder.decode(piece, { stream: true });
    const end = open.lastIndexOf("\n\n");
    if (end < 0) continue;
    if (eventsIn(open.slice(0, end)).some(saysSomething)) return times[place];
    open = open.slice(end);
  }
  return undefined;
}

const SAID = ["content", "reasoning_content", "tool_calls"];

/** What Messages and Responses call it. */
const SAYING_TYPES =
  /^(?:content_block_delta|response\.(?:output_text|reasoning_summary_text|function_call_arguments)\.delta)$/;

function saysSomething(data: string): boolean {
  const event = parseJson(data);
  const type = field(event, "type");
  if (typeof type === "string" && SAYING_TYPES.test(type)) return true;
  const choices = field(event, "choices");
  return (Array.isArray(choices) ? choices : []).some(
    (choice) =>
      isSaid(field(choice, "text")) ||
      SAID.some((name) => isSaid(field(field(choice, "delta"), name))),
  );
}

const isSaid = (value: unknown): boolean =>
  (typeof value === "string" || Array.isArray(value)) && value.length > 0;

/** The closing events of a stream, or a whole answer that is not made of vectors. */
const MOST_CHARACTERS = 64 * 1024;

/** What the answer counts of itself; undefined where it does not, or is too long to look for it. */
export function usageIn(raw: string, isStream: boolean): RowUsage | undefined {
  if (!isStream && raw.length > MOST_CHARACTERS) return undefined;
  const parts = isStream ? eventsIn(raw.slice(-MOST_CHARACTERS)).toReversed() : [raw];
  for (const part of parts.filter((text) => text.includes('"usage"'))) {
    const json = parseJson(part);
    const said = field(json, "usage") ?? field(field(json, "response"), "usage");
    const usage = toUsage(field(json, "type") === "message_delta" ? withStart(said, raw) : said);
    if (usage !== undefined) return usage;
  }
  return undefined;
}

/** The stream of a message tells its input at the start, and its output at the end. */
function withStart(usage: unknown, raw: string): unknown {
  const [start = ""] = eventsIn(raw.slice(0, MOST_CHARACTERS));
  const first = field(field(parseJson(start), "message"), "usage");
  return isRecord(first) && isRecord(usage) ? { ...first, ...usage } : usage;
}

function toUsage(usage: unknown): RowUsage | undefined {
  const prompt = field(usage, "prompt_tokens");
  if (typeof field(usage, "input_tokens") === "number") return toInputUsage(usage);
  if (typeof prompt !== "number") return undefined;
  const completion = field(usage, "completion_tokens");
  const cached = field(field(usage, "prompt_tokens_details"), "cached_tokens");
  const reasoning = field(field(usage, "completion_tokens_details"), "reasoning_tokens");
  return {
    prompt,
    completion: typeof completion === "number" ? completion : 0,
    ...(typeof cached === "number" && { cached }),
    ...(typeof reasoning === "number" && { reasoning }),
  };
}

/** Of Messages, which count what was cached apart, and of Responses. */
function toInputUsage(usage: unknown): RowUsage {
  const count = (value: unknown): number => (typeof value === "number" ? value : 0);
  const apart = field(usage, "cache_read_input_tokens");
  const cached = apart ?? field(field(usage, "input_tokens_details"), "cached_tokens");
  const reasoning = field(field(usage, "output_tokens_details"), "reasoning_tokens");
  return {
    prompt: count(field(usage, "input_tokens")) + count(apart),
    completion: count(field(usage, "output_tokens")),
    ...(typeof cached === "number" && { cached }),
    ...(typeof reasoning === "number" && { reasoning }),
  };
}

const field = (value: unknown, name: string): unknown =>
  isRecord(value) ? value[name] : undefined;
