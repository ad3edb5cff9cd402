/** A regular expression as a tree: it is matched against texts, and texts are written from it. */
export type PatternNode =
  | { kind: "text"; character: string }
  | { kind: "class"; characters: CharacterClass }
  | { kind: "sequence"; items: PatternNode[] }
  | { kind: "choice"; options: [PatternNode, ...PatternNode[]] }
  | { kind: "repeat"; item: PatternNode; min: number; max: number }
  /** Asks about the text beside it. */
  | { kind: "look"; inner: PatternNode; ahead: boolean; negated: boolean }
  /** A place between two characters. */
  | { kind: "edge"; of: Edge };

export type Edge = "start" | "end" | "line start" | "line end" | "word" | "inner";

/** One character of several, such as `[^a-z]`, `\d` or `.`. */
export interface CharacterClass {
  has(character: string): boolean;
  /** The nicest that it has: letters and digits, otherwise signs, otherwise any. */
  samples(): readonly string[];
}

/** A pattern that is no regular expression, or one that is not read here. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}
