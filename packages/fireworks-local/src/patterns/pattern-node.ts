/** A regular expression as far as it can be matched in linear time. */
export type PatternNode =
  /** One character; the test is asked of each candidate. */
  | { kind: "character"; test: (character: string) => boolean }
  /** A place between characters: `^`, `$`, `\b`, `\B`. */
  | { kind: "place"; test: (before: string, after: string) => boolean }
  | { kind: "sequence"; items: PatternNode[] }
  | { kind: "choice"; options: PatternNode[] }
  | { kind: "repeat"; item: PatternNode; min: number; max: number };

/** A pattern that is no regular expression, or one that cannot be matched in linear time. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}
