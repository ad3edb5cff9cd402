/** A regular expression as a tree: texts are written from it, and matched against it. */
export type PatternNode =
  | { kind: "text"; text: string }
  | { kind: "class"; characters: CharacterClass }
  | { kind: "sequence"; items: PatternNode[] }
  | { kind: "choice"; options: [PatternNode, ...PatternNode[]] }
  | { kind: "repeat"; item: PatternNode; min: number; max: number }
  /** Asks about the text beside it and writes nothing. */
  | { kind: "look"; inner: PatternNode; ahead: boolean; negated: boolean }
  | { kind: "edge"; of: "start" | "end" | "word" | "inner" };

/** One character of several, such as `[^a-z]`, `\d` or `.`. */
export interface CharacterClass {
  has(character: string): boolean;
  /** The nicest that it has: letters and digits, otherwise signs, otherwise any. */
  samples(): readonly string[];
}
