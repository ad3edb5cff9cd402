/** A parsed GBNF grammar, llama.cpp's notation (contract 2.5). */
export type Grammar = ReadonlyMap<string, Expression>;

export type Expression =
  | { kind: "literal"; text: string }
  | { kind: "characters"; ranges: [number, number][]; negated: boolean }
  | { kind: "rule"; name: string }
  | { kind: "sequence"; items: Expression[] }
  | { kind: "choice"; options: Expression[] }
  | { kind: "repeat"; item: Expression; min: number; max: number };

export class GrammarError extends Error {
  override readonly name = "GrammarError";
}
