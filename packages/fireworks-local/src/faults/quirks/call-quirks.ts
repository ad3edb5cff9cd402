import { type ChunkQuirk, type LooseCall, omit } from "./chunk-quirk.js";
import { type CallPiece, eachFunction, eachPiece } from "./call-pieces.js";

export type CallQuirkName =
  | "call-index-missing"
  | "call-index-from-one"
  | "call-index-gaps"
  | "call-index-same"
  | "call-index-text"
  | "call-id-missing"
  | "call-id-null"
  | "call-id-empty"
  | "call-id-duplicate"
  | "call-id-repeated"
  | "call-id-late"
  | "call-type-missing"
  | "call-name-missing"
  | "call-name-late"
  | "call-name-repeated"
  | "call-name-split"
  | "call-name-with-marker"
  | "call-arguments-missing"
  | "call-arguments-null"
  | "call-arguments-empty"
  | "call-empty-piece-at-end";

/** Tool calls whose pieces lack, repeat or misstate something (contract 4.4, and what others stream). */
export const CALL_QUIRKS: Readonly<Record<CallQuirkName, ChunkQuirk>> = {
  "call-index-missing": eachPiece(({ piece }) => omit(piece, "index")),
  "call-index-from-one": eachPiece(({ piece, call }) => ({ ...piece, index: call + 1 })),
  /** 3, 9, 15 … */
  "call-index-gaps": eachPiece(({ piece, call }) => ({ ...piece, index: 3 + 6 * call })),
  /** 0 for every call; only the ids differ. */
  "call-index-same": eachPiece(({ piece }) => ({ ...piece, index: 0 })),
  "call-index-text": eachPiece(({ piece }) => ({ ...piece, index: String(piece.index) })),
  "call-id-missing": eachPiece(({ piece }) => omit(piece, "id")),
  "call-id-null": eachPiece(({ piece }) => ({ ...piece, id: null })),
  "call-id-empty": eachPiece(({ piece }) => ({ ...piece, id: "" })),
  /** One id for all calls of the answer. */
  "call-id-duplicate": eachPiece((at) => (hasId(at) ? { ...at.piece, id: "call_0" } : at.piece)),
  /** In every piece instead of the first alone. */
  "call-id-repeated": eachPiece(({ piece, first }) => ({ ...piece, id: first.id })),
  /** In the second piece; the first has none. */
  "call-id-late": eachPiece(({ piece, first, place }) =>
    place === 1 ? { ...piece, id: first.id } : omit(piece, "id"),
  ),
  "call-type-missing": eachPiece(({ piece }) => omit(piece, "type")),
  "call-name-missing": eachFunction(({ name: _name, ...rest }) => rest),
  "call-name-late": eachFunction(({ name: _name, ...rest }, { place, first }) =>
    place === 1 ? { name: nameOf(first), ...rest } : rest,
  ),
  "call-name-repeated": eachFunction((part, { first }) => ({ ...part, name: nameOf(first) })),
  /** In two pieces that have to be put together. */
  "call-name-split": eachPiece(splitName),
  /** A marker of the model's own format behind the name. */
  "call-name-with-marker": eachFunction((part) =>
    "name" in part ? { ...part, name: `${String(part["name"])}<|channel|>commentary` } : part,
  ),
  "call-arguments-missing": eachFunction(({ arguments: _text, ...rest }) => rest),
  "call-arguments-null": eachFunction((part) => ({ ...part, arguments: null })),
  "call-arguments-empty": eachFunction((part) => ({ ...part, arguments: "" })),
  "call-empty-piece-at-end": emptyPieceAtEnd,
};

function hasId({ piece }: CallPiece): boolean {
  return typeof piece.id === "string";
}

function nameOf(piece: LooseCall): unknown {
  return piece.function?.["name"];
}

function splitName({ piece, place }: CallPiece): LooseCall[] {
  const name = nameOf(piece);
  if (place > 0 || typeof name !== "string") return [piece];
  const middle = Math.ceil(name.length / 2);
  const part = (text: string): LooseCall => ({
    index: piece.index,
    function: { name: text, arguments: "" },
  });
  const { arguments: rest } = piece.function ?? {};
  return [
    { ...piece, ...omit(part(name.slice(0, middle)), "index") },
    { ...part(name.slice(middle)), function: { name: name.slice(middle), arguments: rest } },
  ];
}

function emptyPieceAtEnd() {
  return {
    take(chunk: Parameters<ReturnType<ChunkQuirk>["take"]>[0]) {
      const choice = chunk.choices?.find(({ finish_reason }) => finish_reason === "tool_calls");
      if (choice === undefined) return [chunk];
      const piece = { index: 0, id: "", function: { name: "", arguments: "" } };
      const delta = { tool_calls: [piece] };
      return [
        { ...omit(chunk, "usage"), choices: [{ index: choice.index, delta, finish_reason: null }] },
        chunk,
      ];
    },
  };
}
