import type { ToolCallDelta } from "../wire/index.js";
import { type JsonScan, scanJson, startJsonScan } from "./json-scan.js";
import { readPiece, type ToolCallPiece } from "./tool-call-piece.js";

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
  /** The id the server used, when another call has it as well; `id` is then ours. */
  wireId?: string;
  id?: string;
  name?: string;
  arguments: string;
}

export interface ToolCallTracker {
  calls: TrackedToolCall[];
  /** For each call, whether its arguments are complete. */
  scans: JsonScan[];
}

export const createToolCallTracker = (): ToolCallTracker => ({ calls: [], scans: [] });

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

function addPiece(tracker: ToolCallTracker, piece: ToolCallPiece): TrackedToolCallDelta[] {
  const index = findCall(tracker, piece) ?? addCall(tracker);
  const call = tracker.calls[index] as TrackedToolCall;
  const scan = tracker.scans[index] as JsonScan;
  if (isRepetition(call, scan, piece)) return [];
  const step: TrackedToolCallDelta = { index, arguments: piece.arguments };
  if (call.id === undefined && piece.id !== undefined) {
    if (tracker.calls.some(({ id }) => id === piece.id)) call.wireId = piece.id;
    else step.id = call.id = piece.id;
  }
  if (call.name === undefined && piece.name !== undefined) step.name = call.name = piece.name;
  call.wireIndex ??= piece.wireIndex;
  call.arguments += piece.arguments;
  scanJson(scan, piece.arguments);
  const saysNothing = step.id === undefined && step.name === undefined && step.arguments === "";
  return saysNothing ? [] : [step];
}

function addCall(tracker: ToolCallTracker): number {
  tracker.scans.push(startJsonScan());
  return tracker.calls.push({ arguments: "" }) - 1;
}

/** The place of the call this piece continues; undefined when it begins a new one. */
function findCall({ calls, scans }: ToolCallTracker, piece: ToolCallPiece): number | undefined {
  const sameIndex = (call: TrackedToolCall): boolean =>
    piece.wireIndex === undefined ||
    call.wireIndex === undefined ||
    call.wireIndex === piece.wireIndex;
  const known =
    piece.id === undefined
      ? -1
      : calls.findLastIndex((call) => sentId(call) === piece.id && sameIndex(call));
  const latest = known === -1 ? calls.findLastIndex(sameIndex) : known;
  const [call, scan] = [calls[latest], scans[latest]];
  if (call === undefined || scan === undefined) return undefined;
  return beginsAnother(call, scan.ended, piece) ? undefined : latest;
}

const sentId = (call: TrackedToolCall): string | undefined => call.wireId ?? call.id;

/** Whether a piece that could continue `call` by its index or its id says that it is another call. */
function beginsAnother(call: TrackedToolCall, isComplete: boolean, piece: ToolCallPiece): boolean {
  const id = sentId(call);
  const sameId = piece.id !== undefined && piece.id === id;
  if (piece.id !== undefined && id !== undefined && !sameId) return true;
  if (piece.name === undefined || call.name === undefined) return false;
  const isOther = piece.name !== call.name;
  // One id for several calls: only another tool's name can tell them apart.
  if (sameId) return isOther && isComplete;
  // Without an id or an index, only a name can begin a call.
  if (isOther && piece.wireIndex === undefined) return true;
  if (!isComplete) return false;
  // The same full name again is a repetition, unless it brings arguments of its own.
  return isOther || piece.arguments !== "";
}

/** Some servers close a call by sending the whole of it once more. */
function isRepetition(call: TrackedToolCall, scan: JsonScan, piece: ToolCallPiece): boolean {
  return (
    scan.ended &&
    piece.id !== undefined &&
    piece.id === sentId(call) &&
    piece.name === call.name &&
    piece.arguments === call.arguments
  );
}
