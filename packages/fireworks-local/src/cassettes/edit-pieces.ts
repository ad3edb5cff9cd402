/** Replaces one stretch of a text; `start` and `end` count over all pieces. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * Edits a text that is cut into pieces, and keeps the cuts: what replaces a stretch stands in the piece
 * where the stretch began. The edits are in order and do not overlap.
 */
export function editPieces(pieces: readonly string[], edits: readonly Edit[]): string[] {
  let offset = 0;
  let next = 0;
  return pieces.map((piece) => {
    const end = offset + piece.length;
    let out = "";
    let at = offset;
    // An edit may reach over several pieces; it is passed by when it ends.
    for (let edit = edits[next]; edit !== undefined && edit.start < end; edit = edits[next]) {
      out += piece.slice(at - offset, Math.max(edit.start, at) - offset);
      if (edit.start >= offset) out += edit.text;
      at = Math.min(edit.end, end);
      if (edit.end > end) break;
      next += 1;
    }
    out += piece.slice(at - offset);
    offset = end;
    return out;
  });
}

/** An edit for every match of any pattern; of two that overlap, they become one. */
export function editsFor(text: string, patterns: readonly RegExp[], replacement: string): Edit[] {
  const found = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter(([match]) => match !== "")
      .map((match) => ({ start: match.index, end: match.index + match[0].length })),
  );
  const edits: Edit[] = [];
  for (const { start, end } of found.toSorted((one, other) => one.start - other.start)) {
    const last = edits.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else edits.push({ start, end, text: replacement });
  }
  return edits;
}
