import type { ToolCallDelta } from "../wire/index.js";

/** What one delta says of a tool call, with the empty values taken out. */
export interface ToolCallPiece {
  wireIndex?: number;
  id?: string;
  name?: string;
  arguments: string;
}

/** Undefined for a delta that says nothing at all: servers close a stream with such ones. */
export function readPiece(delta: ToolCallDelta | null): ToolCallPiece | undefined {
  if (delta === null || typeof delta !== "object") return undefined;
  const piece: ToolCallPiece = { arguments: argumentsText(delta.function?.arguments) };
  if (typeof delta.index === "number") piece.wireIndex = delta.index;
  if (typeof delta.id === "string" && delta.id !== "") piece.id = delta.id;
  const name = toolCallName(delta.function?.name);
  if (name !== undefined) piece.name = name;
  const saysNothing = piece.id === undefined && name === undefined && piece.arguments === "";
  return saysNothing ? undefined : piece;
}

/**
 * A call's arguments as text: some servers send the parsed object instead. An object with nothing in
 * it is no text, because pieces of text may follow it.
 */
export function argumentsText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "";
  const text = JSON.stringify(value);
  return text === "{}" ? "" : text;
}

/** What a tool may be called (section 2.4 of the contract). */
const LEGAL_NAME = /^[\w-]{1,64}$/;

/** A token of the model's own chat format, which a server should have taken out. */
const MARKER = /<\|[^|>]*\|?>?/;

/**
 * A tool's name as a server sent it; undefined when there is none. A name no tool can have is freed of
 * what leaks from chat formats: markers, and `functions.` before it and `:0` after it. What still is
 * no legal name stays as it was sent.
 */
export function toolCallName(value: unknown): string | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  if (LEGAL_NAME.test(value)) return value;
  const said = value
    .split(MARKER)
    .map((part) => part.trim())
    .find((part) => part !== "");
  const name = (said ?? "").replace(/^functions\./, "").replace(/:\d+$/, "");
  return LEGAL_NAME.test(name) ? name : value;
}
