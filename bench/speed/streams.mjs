// The answers that everybody reads, and what must come out of them. The server writes them, and the
// processes that read them check the pieces and characters they got against `expectedOf`.

const BASE = {
  id: "chatcmpl-5f0c6d0e9a4b4e0f8b7c1d2e3f405162",
  object: "chat.completion.chunk",
  created: 1_787_000_000,
  model: "accounts/fireworks/models/kimi-k3",
};
const USAGE = { prompt_tokens: 20, total_tokens: 2020, completion_tokens: 2000 };
const TOOL = { id: "call_a1", type: "function", function: { name: "write_rows", arguments: "" } };
/** About that of a token. */
const ARGUMENT_PIECE = 5;
/** A stamp of a paced piece: nanoseconds of the system's monotonic clock. */
export const STAMP_LENGTH = 18;

/** The Fireworks events of a stream whose `count` pieces of one kind are the texts of `piecesOf`. */
export function streamBytes(kind, count) {
  const pieces = piecesOf(kind, count).map((piece) => pieceEvent(kind, piece));
  return Buffer.from([...opening(kind), ...pieces, closing(kind)].join(""));
}

/** A whole answer, not streamed. */
export function answerBytes(count) {
  const content = piecesOf("content", count).join("");
  const choice = { index: 0, message: { role: "assistant", content }, finish_reason: "stop" };
  const answer = { ...BASE, object: "chat.completion", choices: [choice], usage: USAGE };
  return Buffer.from(JSON.stringify(answer));
}

/** How many pieces with text the reader of a stream must get, and how many characters. */
export function expectedOf(kind, count) {
  if (kind === "held") return { count: 1 };
  if (kind === "paced") return { count, characters: count * STAMP_LENGTH };
  const characters = piecesOf(kind, count).reduce((sum, piece) => sum + piece.length, 0);
  return { count, characters };
}

/** What stands before the first piece. */
export function opening(kind) {
  const role = event({ role: "assistant" });
  return kind === "tools" ? [role, event({ tool_calls: [{ index: 0, ...TOOL }] })] : [role];
}

/** What stands behind the last piece. */
export function closing(kind) {
  const end = event({}, { finish_reason: kind === "tools" ? "tool_calls" : "stop" });
  const usage = `data: ${JSON.stringify({ ...BASE, choices: [], usage: USAGE })}\n\n`;
  return `${end}${usage}data: [DONE]\n\n`;
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

/** A table of rows as JSON, filled up to be cut into `count` pieces of one length. */
function argumentPieces(count) {
  const length = count * ARGUMENT_PIECE;
  const rows = [];
  for (let at = 0, characters = 100; characters < length; at += 1) {
    rows.push({ id: at, name: `row ${at}`, notes: ["some words", "about it"], done: at % 2 === 0 });
    characters += JSON.stringify(rows[at]).length + 1;
  }
  if (rows.length > 1) rows.pop();
  const missing = length - JSON.stringify({ rows, last: "" }).length;
  const text = JSON.stringify({ rows, last: "x".repeat(missing) });
  return Array.from({ length: count }, (_, at) =>
    text.slice(at * ARGUMENT_PIECE, (at + 1) * ARGUMENT_PIECE),
  );
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
