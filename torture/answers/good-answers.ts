/** The endpoints, as far as their answers differ. */
export type Wire = "chat" | "completions" | "embeddings" | "rerank" | "dataset" | "models";

/** Signs of one to four bytes, so that something breaks when bytes are cut as if they were letters. */
export const WORDS: readonly string[] = ["Grüße ", "aus 東京 ", "und 🗼🍣", " – bis bald!"];
export const TEXT: string = WORDS.join("");

const MODEL = "accounts/fireworks/models/kimi-k3";
const USAGE = { prompt_tokens: 7, completion_tokens: 9, total_tokens: 16 };

/** A whole answer of the endpoint, as the wire contract has it. */
export const WHOLE: Readonly<Record<Wire, object>> = {
  chat: {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_787_000_003,
    model: MODEL,
    choices: [{ index: 0, message: { role: "assistant", content: TEXT }, finish_reason: "stop" }],
    usage: USAGE,
  },
  completions: {
    id: "cmpl-1",
    object: "text_completion",
    created: 1_787_000_003,
    model: MODEL,
    choices: [{ index: 0, text: TEXT, logprobs: null, finish_reason: "stop" }],
    usage: USAGE,
  },
  embeddings: {
    object: "list",
    model: "fireworks/qwen3-embedding-8b",
    data: [{ object: "embedding", index: 0, embedding: [0.5, -0.25, 4] }],
    usage: { prompt_tokens: 5, total_tokens: 5 },
  },
  rerank: {
    object: "list",
    model: "fireworks/qwen3-reranker-8b",
    data: [
      { index: 1, relevance_score: 0.75, document: null },
      { index: 0, relevance_score: 0.25, document: null },
    ],
    usage: { prompt_tokens: 58, total_tokens: 58 },
  },
  dataset: {
    name: "accounts/acme/datasets/rows",
    state: "READY",
    status: { code: "OK", message: "" },
    exampleCount: "3",
    format: "CHAT",
    userUploaded: {},
  },
  models: {
    object: "list",
    data: [{ id: MODEL, object: "model", created: 1, owned_by: "fireworks" }],
  },
};

/** The events of a streamed answer, without their framing; `[DONE]` not among them. */
export function streamedEvents(wire: "chat" | "completions"): object[] {
  return wire === "chat" ? chatEvents() : textEvents();
}

function chatEvents(): object[] {
  const chunk = (delta: object, finish_reason: string | null = null): object => ({
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1_787_000_003,
    model: MODEL,
    choices: [{ index: 0, delta, finish_reason }],
  });
  return [
    chunk({ role: "assistant" }),
    ...WORDS.map((content) => chunk({ content })),
    chunk({}, "stop"),
    { ...chunk({}), choices: [], usage: USAGE },
  ];
}

function textEvents(): object[] {
  const chunk = (text: string, finish_reason: string | null = null): object => ({
    id: "cmpl-1",
    object: "text_completion",
    created: 1_787_000_003,
    model: MODEL,
    choices: [{ index: 0, text, logprobs: null, finish_reason }],
  });
  return [
    chunk(""),
    ...WORDS.map((text) => chunk(text)),
    chunk("", "stop"),
    { ...chunk(""), choices: [], usage: USAGE },
  ];
}
