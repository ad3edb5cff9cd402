import type { RawRequest } from "../raw/request-reader.js";
import type { SteppedAnswer } from "./stepped-answers.js";

export const MODEL = "accounts/fireworks/models/kimi-k3";
export const OTHER_MODEL = "accounts/fireworks/models/glm-5p3";

const USAGE = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };

const data = (json: unknown): string => `data: ${JSON.stringify(json)}\n\n`;

const chatChunk = (delta: object, reason: string | null = null): string =>
  data({
    id: "chat-1",
    object: "chat.completion.chunk",
    created: 1_787_000_000,
    model: MODEL,
    choices: [{ index: 0, delta, finish_reason: reason }],
  });

const textChunk = (text: string, reason: string | null = null): string =>
  data({
    id: "cmpl-1",
    object: "text_completion",
    created: 1_787_000_000,
    model: MODEL,
    choices: [{ index: 0, text, finish_reason: reason }],
  });

const DONE = "data: [DONE]\n\n";

const CHAT_STREAM = [
  chatChunk({ role: "assistant" }),
  chatChunk({ content: "One" }),
  chatChunk({ content: " two" }),
  chatChunk({}, "stop"),
  DONE,
];

const TEXT_STREAM = [textChunk("One"), textChunk(" two"), textChunk("", "stop"), DONE];

const inTwo = (json: unknown): string[] => {
  const text = JSON.stringify(json);
  return [text.slice(0, 20), text.slice(20)];
};

const WHOLE_CHAT = {
  id: "chat-1",
  object: "chat.completion",
  created: 1_787_000_000,
  model: MODEL,
  choices: [
    { index: 0, message: { role: "assistant", content: "One two" }, finish_reason: "stop" },
  ],
  usage: USAGE,
};

const WHOLE_TEXT = {
  id: "cmpl-1",
  object: "text_completion",
  created: 1_787_000_000,
  model: MODEL,
  choices: [{ index: 0, text: "One two", finish_reason: "stop" }],
  usage: USAGE,
};

/** What a Fireworks without any trouble answers, by the path and the body of a request. */
export function goodAnswer({
  path,
  body,
  method,
}: Pick<RawRequest, "path" | "body" | "method">): SteppedAnswer {
  if (method === "GET") {
    return {
      status: 200,
      pieces: inTwo({ object: "list", data: [{ id: MODEL, object: "model" }] }),
    };
  }
  const asked = JSON.parse(body) as { stream?: boolean; input?: string[]; documents?: string[] };
  const streamed = asked.stream === true;
  if (path.endsWith("/chat/completions")) {
    return { status: 200, streamed, pieces: streamed ? CHAT_STREAM : inTwo(WHOLE_CHAT) };
  }
  if (path.endsWith("/completions")) {
    return { status: 200, streamed, pieces: streamed ? TEXT_STREAM : inTwo(WHOLE_TEXT) };
  }
  if (path.endsWith("/embeddings")) return { status: 200, pieces: inTwo(vectors(asked.input)) };
  return { status: 200, pieces: inTwo(ranking(asked.documents)) };
}

const vectors = (input: readonly string[] = []) => ({
  object: "list",
  model: MODEL,
  data: input.map((_, index) => ({ object: "embedding", index, embedding: [0.5, 0.25] })),
  usage: USAGE,
});

const ranking = (documents: readonly string[] = []) => ({
  object: "list",
  model: MODEL,
  data: documents.map((_, index) => ({ index, relevance_score: 0.5 })),
  usage: USAGE,
});
