// The streams that everybody reads, and what must come out of them. The server writes them, and the
// processes that read them check the pieces and characters they got against `expectedOf`.

const BASE = {
  id: "chatcmpl-5f0c6d0e9a4b4e0f8b7c1d2e3f405162",
  object: "chat.completion.chunk",
  created: 1_787_000_000,
  model: "accounts/fireworks/models/kimi-k3",
};
const USAGE = { prompt_tokens: 20, total_tokens: 2020, completion_tokens: 2000 };
const TOOL = { id: "call_a1", type: "function", function: { name: "write_rows", arguments: "" } };

/** The Fireworks events of a stream whose `count` pieces of one kind are the texts of `piecesOf`. */
export function streamBytes(kind, count) {
  const events = [event({ role: "assistant" })];
  if (kind === "tools") events.push(event({ tool_calls: [{ index: 0, ...TOOL }] }));
  for (const piece of piecesOf(kind, count)) events.push(pieceEvent(kind, piece));
  events.push(event({}, { finish_reason: kind === "tools" ? "tool_calls" : "stop" }));
  events.push(`data: ${JSON.stringify({ ...BASE, choices: [], usage: USAGE })}\n\n`);
  return Buffer.from(`${events.join("")}data: [DONE]\n\n`);
}

/** How many pieces with text the reader of a stream must get, and how many characters. */
export function expectedOf(kind, count) {
  const characters = piecesOf(kind, count).reduce((sum, piece) => sum + piece.length, 0);
  return { count, characters };
}

/** One event with a text of its kind. */
export function pieceEvent(kind, piece) {
  if (kind === "tools") {
    return event({ tool_calls: [{ index: 0, function: { arguments: piece } }] });
  }
  if (kind === "reasoning") return event({ reasoning_content: piece });
  return event({ content: piece }, kind === "logprobs" ? { logprobs: logprobsOf(piece) } : {});
}

function piecesOf(kind, count) {
  if (kind === "tools") return argumentPieces(count);
  return Array.from({ length: count }, (_, at) => ` word${at}`);
}

/** A table of rows as JSON, cut into `count` pieces of one length, about that of a token. */
function argumentPieces(count) {
  const length = 5;
  const rows = [];
  for (let at = 0; JSON.stringify({ rows }).length < count * length; at += 1) {
    rows.push({ id: at, name: `row ${at}`, notes: ["some words", "about it"], done: at % 2 === 0 });
  }
  const text = JSON.stringify({ rows });
  const pieces = Array.from({ length: count - 1 }, (_, at) =>
    text.slice(at * length, (at + 1) * length),
  );
  return [...pieces, text.slice((count - 1) * length)];
}

function logprobsOf(token) {
  const bytes = [...Buffer.from(token)];
  const top = Array.from({ length: 5 }, (_, at) => ({
    token: at === 0 ? token : ` other${at}`,
    logprob: -0.0123 - at,
    token_id: 13_347 + at,
    bytes,
  }));
  const sampled = { ...top[0], sampling_logprob: -0.0123, text_offset: 0, top_logprobs: top };
  return { content: [sampled] };
}

function event(delta, more = {}) {
  const choice = { index: 0, delta, finish_reason: null, ...more };
  return `data: ${JSON.stringify({ ...BASE, choices: [choice], usage: null })}\n\n`;
}
