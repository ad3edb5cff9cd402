import type { RawHandler } from "../raw/raw-server.js";

const MODEL = "accounts/fireworks/models/kimi-k3";

export interface AnswerShape {
  /** Choices, in turns. Default 1. */
  choices?: number;
  /** Pieces of text; after them the server falls silent unless it `finishes`. */
  pieces: number;
  finishes?: boolean;
}

/** One event with a piece of text, as the path has it. */
export function textEventOf(path: string, text: string): string {
  return path.endsWith("/chat/completions") ? chatEvent(0, text) : textEvent(0, text);
}

/** The text of what a stream gave, whichever stream it was; undefined where it has none. */
export function textOf(item: unknown): string | undefined {
  if (typeof item === "string") return item;
  const given = item as GivenItem;
  if (given.event === "content-block-delta") return given.delta?.text;
  const [choice] = given.choices ?? [];
  return given.event === undefined
    ? (given.text ?? choice?.delta?.content ?? choice?.text)
    : undefined;
}

interface GivenItem {
  event?: string;
  delta?: { text?: string };
  text?: string;
  choices?: { delta?: { content?: string }; text?: string }[];
}

/** A streamed answer of so many pieces. */
export function longAnswer({ choices = 1, pieces, finishes = false }: AnswerShape): RawHandler {
  return (exchange) => {
    const isChat = exchange.request.path.endsWith("/chat/completions");
    const event = isChat ? chatEvent : textEvent;
    exchange.begin(200, [["content-type", "text/event-stream"]]);
    for (let at = 0; at < pieces; at += 1) exchange.chunk(event(at % choices, `word ${at} `));
    if (!finishes) return;
    for (let choice = 0; choice < choices; choice += 1) {
      exchange.chunk(event(choice, undefined, "stop"));
    }
    exchange.chunk("data: [DONE]\n\n");
    exchange.end();
  };
}

function chatEvent(index: number, content?: string, finish_reason?: string): string {
  const delta = content === undefined ? {} : { content };
  return data("chat.completion.chunk", { index, delta, finish_reason: finish_reason ?? null });
}

function textEvent(index: number, text = "", finish_reason?: string): string {
  return data("text_completion", { index, text, finish_reason: finish_reason ?? null });
}

const data = (object: string, choice: object): string =>
  `data: ${JSON.stringify({ id: "1", object, created: 1, model: MODEL, choices: [choice] })}\n\n`;
