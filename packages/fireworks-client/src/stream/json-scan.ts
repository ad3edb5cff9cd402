/** How far a JSON object or list has come, read piece by piece. */
export interface JsonScan {
  /** How many objects and lists are open. */
  depth: number;
  inString: boolean;
  escaped: boolean;
  /** Whether the outermost one has been closed. */
  ended: boolean;
}

export const startJsonScan = (): JsonScan => ({
  depth: 0,
  inString: false,
  escaped: false,
  ended: false,
});

/**
 * Reads a piece on, character by character, so that many pieces cost no more than their sum. Finds
 * the end, not mistakes: what it reads may still be no JSON.
 *
 * @returns Where in the piece the outermost object or list ends; undefined when it is still open.
 */
export function scanJson(scan: JsonScan, piece: string): number | undefined {
  for (let at = 0; at < piece.length; at += 1) {
    const character = piece.charAt(at);
    if (scan.inString) {
      scanString(scan, character);
    } else if (character === '"') {
      scan.inString = true;
    } else if (character === "{" || character === "[") {
      scan.depth += 1;
      scan.ended = false;
    } else if ((character === "}" || character === "]") && scan.depth > 0) {
      scan.depth -= 1;
      scan.ended = scan.depth === 0;
      if (scan.ended) return at + 1;
    }
  }
  return undefined;
}

function scanString(scan: JsonScan, character: string): void {
  if (scan.escaped) scan.escaped = false;
  else if (character === "\\") scan.escaped = true;
  else scan.inString = character !== '"';
}
