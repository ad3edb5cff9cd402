const OPEN = "<think>";
const CLOSE = "</think>";

/** What a piece of an answer turned out to be. */
export interface ReadPiece {
  reasoning: string;
  text: string;
}

/** How far one answer has been read. */
export interface ThoughtState {
  /** Whether a `</think>` ends a thought although no `<think>` began it. */
  readonly closingTagSuffices: boolean;
  phase: "start" | "unsure" | "thinking" | "after" | "text";
  /** What may be either, before it is known. */
  held: string[];
  /** The end of what was read, as far as it may be the start of a tag. */
  tail: string;
  /** Space inside a thought, handed on when more of the thought follows it. */
  space: string[];
  hasThought: boolean;
}

export function initialThoughtState(closingTagSuffices: boolean): ThoughtState {
  return {
    closingTagSuffices,
    phase: "start",
    held: [],
    tail: "",
    space: [],
    hasThought: false,
  };
}

/**
 * Reads the next piece, wherever the answer was cut. Only a thought at its very start counts; the
 * space around the tags goes with them. Every character is looked at a bounded number of times.
 */
export function readPiece(state: ThoughtState, piece: string): ReadPiece {
  switch (state.phase) {
    case "start":
      return readStart(state, piece);
    case "unsure":
      return readUnsure(state, piece);
    case "thinking":
      return readThought(state, piece);
    case "after":
      return readAfter(state, piece);
    case "text":
      return { reasoning: "", text: piece };
  }
}

/** What was held back; whatever comes after is text. A thought that was never closed is one. */
export function finishReading(state: ThoughtState): ReadPiece {
  const reasoning = state.phase === "thinking" ? thought(state, state.tail) : "";
  const text = state.held.join("");
  Object.assign(state, { phase: "text", held: [], tail: "", space: [] });
  return { reasoning, text };
}

function readStart(state: ThoughtState, piece: string): ReadPiece {
  state.held.push(piece);
  const start = state.tail === "" ? piece.trimStart() : state.tail + piece;
  if (start.startsWith(OPEN)) {
    Object.assign(state, { phase: "thinking", held: [], tail: "" });
    return readPiece(state, start.slice(OPEN.length));
  }
  if (OPEN.startsWith(start)) {
    state.tail = start;
    return { reasoning: "", text: "" };
  }
  const all = release(state, state.closingTagSuffices ? "unsure" : "text");
  return readPiece(state, all);
}

/** Text or a thought whose opening tag is missing: only a closing tag, or the end, can tell. */
function readUnsure(state: ThoughtState, piece: string): ReadPiece {
  state.held.push(piece);
  const window = state.tail + piece;
  if (!window.includes(CLOSE)) {
    state.tail = window.slice(-(CLOSE.length - 1));
    return { reasoning: "", text: "" };
  }
  return readThought(state, release(state, "thinking"));
}

function readThought(state: ThoughtState, piece: string): ReadPiece {
  const window = state.tail + piece;
  const end = window.indexOf(CLOSE);
  if (end < 0) {
    const sure = window.length - lengthOfTagStart(window);
    state.tail = window.slice(sure);
    return { reasoning: thought(state, window.slice(0, sure)), text: "" };
  }
  const reasoning = thought(state, window.slice(0, end));
  Object.assign(state, { phase: "after", tail: "", space: [] });
  return { reasoning, text: readAfter(state, window.slice(end + CLOSE.length)).text };
}

function readAfter(state: ThoughtState, piece: string): ReadPiece {
  const text = piece.trimStart();
  if (text !== "") state.phase = "text";
  return { reasoning: "", text };
}

function release(state: ThoughtState, phase: ThoughtState["phase"]): string {
  const all = state.held.join("");
  Object.assign(state, { phase, held: [], tail: "" });
  return all;
}

/** More of a thought, without the space at its very start, and with space only between words. */
function thought(state: ThoughtState, more: string): string {
  const words = state.hasThought ? more : more.trimStart();
  const sure = words.trimEnd();
  if (sure === "") {
    if (words !== "") state.space.push(words);
    return "";
  }
  const reasoning = state.space.join("") + sure;
  state.space = [words.slice(sure.length)];
  state.hasThought = true;
  return reasoning;
}

/** How many characters at the end of the text may be the start of the closing tag. */
function lengthOfTagStart(text: string): number {
  let length = Math.min(CLOSE.length - 1, text.length);
  while (!CLOSE.startsWith(text.slice(text.length - length))) length -= 1;
  return length;
}
