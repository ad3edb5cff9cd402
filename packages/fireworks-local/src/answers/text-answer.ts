import type { ChatCompletionRequest } from "fireworks-client/wire";
import { currentTurn, lastUserText, partsOf, textOf } from "../requests/message-text.js";
import type { SeededRandom } from "../random/seeded-random.js";

/** No sentence here says "you": `stop: ["you"]` is what tests of stop words use. */
const OPENINGS = [
  "This is fireworks-local, a stand-in and not a language model.",
  "fireworks-local here: a stand-in, not a language model.",
  "Canned text from fireworks-local, a stand-in that is not a language model.",
] as const;

const LONGEST_QUOTE = 200;

export const REASONING_TEXT =
  "fireworks-local does not think. These words stand where the model's reasoning would be.";

/** Repeats the question, and says what media came with it. */
export function echoText(request: ChatCompletionRequest, random: SeededRandom): string {
  const question = lastUserText(request).trim();
  const said = question === "" ? "" : ` The last message reads: "${shorten(question)}"`;
  return [random.pick(OPENINGS) + said, ...mediaNotes(request)].join(" ");
}

/** Repeats what the tools of this turn answered. */
export function toolResultText(request: ChatCompletionRequest): string {
  const turn = currentTurn(request);
  const names = new Map(
    turn
      .flatMap((message) => (message.role === "assistant" ? (message.tool_calls ?? []) : []))
      .map((call) => [call.id, call.function.name]),
  );
  const results = turn.flatMap((message) =>
    message.role === "tool"
      ? [`${names.get(message.tool_call_id) ?? "The tool"} answered: ${shorten(textOf(message))}`]
      : [],
  );
  return `${results.join("\n")}\n(Repeated by fireworks-local, which is not a language model.)`;
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST_QUOTE
    ? `${characters.slice(0, LONGEST_QUOTE).join("")}…`
    : text;
}

const MEDIA_NAMES: Record<string, string> = {
  image_url: "image",
  video_url: "video",
  audio_url: "audio clip",
};

function mediaNotes(request: ChatCompletionRequest): string[] {
  const parts = request.messages.flatMap(partsOf);
  return Object.entries(MEDIA_NAMES).flatMap(([type, name]) => {
    const types = parts.filter((part) => part.type === type).map(mediaType);
    if (types.length === 0) return [];
    const count = types.length === 1 ? `1 ${name}` : `${types.length} ${name}s`;
    return [`${count} arrived (${types.join(", ")}).`];
  });
}

/** From a data URL, otherwise from the file's ending. */
function mediaType(part: object): string {
  const source = Object.values(part).find((value) => typeof value === "object") as
    | { url?: string }
    | undefined;
  const url = source?.url ?? "";
  const declared = /^data:([^;,]+)/.exec(url)?.[1];
  const ending = /\.([a-z0-9]{2,4})(?:[?#]|$)/i.exec(url)?.[1];
  return declared ?? (ending === undefined ? "by URL" : `.${ending} by URL`);
}
