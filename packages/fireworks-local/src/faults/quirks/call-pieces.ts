import { type ChunkQuirk, type LooseCall, withChoices } from "./chunk-quirk.js";

/** Where a piece of a tool call stands. */
export interface CallPiece {
  piece: LooseCall;
  /** Counted from 0, of the call within its answer. */
  call: number;
  /** Counted from 0, within its call. */
  place: number;
  /** What the first piece of the call said. */
  first: LooseCall;
}

/** Changes every piece of every tool call by itself; no piece means that it is left out. */
export function eachPiece(change: (at: CallPiece) => LooseCall | LooseCall[]): ChunkQuirk {
  return () => {
    const started = new Map<unknown, { first: LooseCall; call: number; pieces: number }>();
    const changed = (choice: unknown, piece: LooseCall): LooseCall[] => {
      const key = `${String(choice)}:${String(piece.index)}`;
      const known = started.get(key) ?? { first: piece, call: started.size, pieces: 0 };
      started.set(key, known);
      const { first, call } = known;
      return [change({ piece, call, first, place: known.pieces++ })].flat();
    };
    return {
      take: (chunk) => [
        withChoices(chunk, (choice) => {
          const pieces = choice.delta?.tool_calls;
          if (pieces == null) return choice;
          const tool_calls = pieces.flatMap((piece) => changed(choice.index, piece));
          return { ...choice, delta: { ...choice.delta, tool_calls } };
        }),
      ],
    };
  };
}

/** The same, for the part of a piece that holds name and arguments. */
export function eachFunction(
  change: (fields: Record<string, unknown>, at: CallPiece) => Record<string, unknown>,
): ChunkQuirk {
  return eachPiece((at) => ({ ...at.piece, function: change({ ...at.piece.function }, at) }));
}
