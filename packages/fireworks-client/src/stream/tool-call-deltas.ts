import type { ToolCallDelta } from "../wire/index.js";

/** One step of a tool call, after the quirks: `id` and `name` come exactly once per call. */
export interface TrackedToolCallDelta {
  /** 0-based, by first appearance. */
  index: number;
  id?: string;
  name?: string;
  arguments: string;
}

/** A tool call as far as it is known. */
export interface TrackedToolCall {
  /** The index the server used, which may start at 1, be the same for all calls, or be missing. */
  wireIndex?: number;
  id?: string;
  name?: string;
  arguments: string;
}

export interface ToolCallTracker {
  calls: TrackedToolCall[];
}

interface Piece {
  wireIndex?: number;
  id?: string;
  name?: string;
  arguments: string;
}

export const createToolCallTracker = (): ToolCallTracker => ({ calls: [] });

/**
 * Sorts the deltas of one chunk into calls (wire contract, section 4.4) and updates the tracker.
 * Copes with a missing, constant or 1-based index; an id that is missing, empty, late or repeated; a
 * name that is late or repeated; whole calls in one delta; and trailing empty deltas, which vanish.
 */
export function trackToolCalls(
  tracker: ToolCallTracker,
  deltas: readonly ToolCallDelta[] | null | undefined,
): TrackedToolCallDelta[] {
  const steps: TrackedToolCallDelta[] = [];
  if (!Array.isArray(deltas)) return steps;
  for (const delta of deltas as readonly (ToolCallDelta | null)[]) {
    const piece = readPiece(delta);
    if (piece !== undefined) steps.push(...addPiece(tracker, piece));
  }
  return steps;
}

/**
 * Gives every call that never got an id one that depends only on `idSeed` and its place, so that two
 * readings of one answer agree.
 */
export function finishToolCalls(tracker: ToolCallTracker, idSeed: string): TrackedToolCallDelta[] {
  const steps: TrackedToolCallDelta[] = [];
  for (const [index, call] of tracker.calls.entries()) {
    if (call.id !== undefined) continue;
    call.id = generatedToolCallId(idSeed, index);
    steps.push({ index, id: call.id, arguments: "" });
  }
  return steps;
}

/**
 * `call_` and 16 hexadecimal digits of the seed, then the place of the call. A seed that is not a
 * text counts as "": servers send `null` where an id belongs.
 */
export function generatedToolCallId(idSeed: string | null | undefined, index: number): string {
  const seed = typeof idSeed === "string" ? idSeed : "";
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let at = 0; at < seed.length; at += 1) {
    low = Math.imul(low ^ seed.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ seed.charCodeAt(at), 0x85ebca6b) ^ (low >>> 15);
  }
  const digits = [low, high].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
  return `call_${digits}${index.toString().padStart(2, "0")}`;
}

function addPiece(tracker: ToolCallTracker, piece: Piece): TrackedToolCallDelta[] {
  let index = findCall(tracker.calls, piece);
  if (index === undefined) index = tracker.calls.push({ arguments: "" }) - 1;
  const call = tracker.calls[index] as TrackedToolCall;
  const step: TrackedToolCallDelta = { index, arguments: piece.arguments };
  if (call.id === undefined && piece.id !== undefined) step.id = call.id = piece.id;
  if (call.name === undefined && piece.name !== undefined) step.name = call.name = piece.name;
  call.wireIndex ??= piece.wireIndex;
  call.arguments += piece.arguments;
  const saysNothing = step.id === undefined && step.name === undefined && step.arguments === "";
  return saysNothing ? [] : [step];
}

/** The place of the call this piece continues; undefined when it begins a new one. */
function findCall(calls: readonly TrackedToolCall[], piece: Piece): number | undefined {
  const sameIndex = (call: TrackedToolCall): boolean =>
    piece.wireIndex === undefined ||
    call.wireIndex === undefined ||
    call.wireIndex === piece.wireIndex;
  if (piece.id !== undefined) {
    const known = calls.findLastIndex((call) => call.id === piece.id && sameIndex(call));
    if (known !== -1) return known;
  }
  const latest = calls.findLastIndex(sameIndex);
  const call = calls[latest];
  return call === undefined || beginsAnother(call, piece) ? undefined : latest;
}

/** Whether a piece that could continue `call` by its index says that it is another call. */
function beginsAnother(call: TrackedToolCall, piece: Piece): boolean {
  if (piece.id !== undefined && call.id !== undefined) return piece.id !== call.id;
  if (piece.name === undefined || call.name === undefined) return false;
  // Without an id or an index, only a name can begin a call.
  if (piece.name !== call.name && piece.wireIndex === undefined) return true;
  if (!isCompleteJson(call.arguments)) return false;
  // The same full name again is a repetition, unless it brings arguments of its own.
  return piece.name !== call.name || piece.arguments !== "";
}

function isCompleteJson(text: string): boolean {
  if (!text.trimEnd().endsWith("}")) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Undefined for a delta that says nothing at all: servers close a stream with such ones. */
function readPiece(delta: ToolCallDelta | null): Piece | undefined {
  if (delta === null || typeof delta !== "object") return undefined;
  const piece: Piece = { arguments: argumentsText(delta.function?.arguments) };
  if (typeof delta.index === "number") piece.wireIndex = delta.index;
  if (typeof delta.id === "string" && delta.id !== "") piece.id = delta.id;
  const name = delta.function?.name;
  if (typeof name === "string" && name !== "") piece.name = name;
  const saysNothing = piece.id === undefined && piece.name === undefined && piece.arguments === "";
  return saysNothing ? undefined : piece;
}

/** A call's arguments as text: some servers send the parsed object instead. */
export function argumentsText(value: unknown): string {
  if (typeof value === "string") return value;
  return value === null || value === undefined ? "" : JSON.stringify(value);
}
