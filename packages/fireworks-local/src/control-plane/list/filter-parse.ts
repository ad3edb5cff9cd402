import { type FilterToken, filterProblem, readFilterTokens } from "./filter-tokens.js";

export type Comparator = "=" | "!=" | "<" | "<=" | ">" | ">=" | ":";

export interface Restriction {
  kind: "restriction";
  /** The field's name and those inside it, as written. */
  path: readonly string[];
  position: number;
  comparator: Comparator;
  value: string;
  valuePosition: number;
  /** A quoted value is never `null` nor `*`. */
  quoted: boolean;
}

/** A filter of AIP-160, read. */
export type Filter =
  | { kind: "all"; of: readonly Filter[] }
  | { kind: "any"; of: readonly Filter[] }
  | { kind: "not"; of: Filter }
  | Restriction;

/** Brackets and negations inside each other. */
const MAX_DEPTH = 50;

/** Each is asked of every resource of a list. */
const MAX_COMPARISONS = 200;

/**
 * AIP-160: `AND` (or nothing) between factors, `OR` binds tighter than `AND`, `NOT` and `-` negate,
 * brackets group. A field needs a comparison; functions and a search through all fields are refused.
 * An empty filter holds for everything. Throws E8 with the position of what cannot be read.
 */
export function parseFilter(filter: string): Filter {
  const reader = new FilterReader(readFilterTokens(filter));
  if (reader.peek().kind === "end") return { kind: "all", of: [] };
  const parsed = reader.expression(0);
  const rest = reader.peek();
  if (rest.kind !== "end") throw filterProblem(rest.position, `unexpected ${shown(rest)}`);
  return parsed;
}

/** Reads tokens from the front. */
class FilterReader {
  readonly #tokens: readonly FilterToken[];
  #at = 0;
  #comparisons = 0;

  constructor(tokens: readonly FilterToken[]) {
    this.#tokens = tokens;
  }

  peek(): FilterToken {
    return this.#tokens[this.#at] ?? { kind: "end", text: "", position: 1 };
  }

  #next(): FilterToken {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  #skipWord(word: string): boolean {
    const { kind, text } = this.peek();
    const isThere = kind === "word" && text === word;
    if (isThere) this.#at += 1;
    return isThere;
  }

  expression(depth: number): Filter {
    if (depth > MAX_DEPTH)
      throw filterProblem(this.peek().position, `nests deeper than ${MAX_DEPTH} levels`);
    const of = [this.#factor(depth)];
    while (this.#skipWord("AND") || startsTerm(this.peek())) of.push(this.#factor(depth));
    return only(of) ?? { kind: "all", of };
  }

  #factor(depth: number): Filter {
    const of = [this.#term(depth)];
    while (this.#skipWord("OR")) of.push(this.#term(depth));
    return only(of) ?? { kind: "any", of };
  }

  #term(depth: number): Filter {
    if (this.#skipWord("NOT")) return { kind: "not", of: this.#simple(depth) };
    if (this.peek().kind !== "-") return this.#simple(depth);
    this.#next();
    return { kind: "not", of: this.#simple(depth) };
  }

  #simple(depth: number): Filter {
    if (this.peek().kind !== "(") return this.#restriction();
    this.#next();
    const inside = this.expression(depth + 1);
    const closing = this.#next();
    if (closing.kind !== ")")
      throw filterProblem(closing.position, `expected ")" instead of ${shown(closing)}`);
    return inside;
  }

  #restriction(): Filter {
    const { position } = this.peek();
    this.#comparisons += 1;
    if (this.#comparisons > MAX_COMPARISONS)
      throw filterProblem(position, `a filter has at most ${MAX_COMPARISONS} comparisons`);
    const path = [this.#fieldName()];
    while (this.peek().kind === ".") {
      this.#next();
      path.push(this.#fieldName());
    }
    const operator = this.#next();
    if (operator.kind !== "operator") {
      const wanted = `expected =, !=, <, <=, >, >= or : after ${path.join(".")}`;
      throw filterProblem(operator.position, `${wanted} instead of ${shown(operator)}`);
    }
    const comparator = operator.text as Comparator;
    return { kind: "restriction", path, position, comparator, ...this.#value() };
  }

  #fieldName(): string {
    const token = this.#next();
    const isName = token.kind === "word" && !KEYWORDS.has(token.text);
    if (isName || token.kind === "text") return token.text;
    throw filterProblem(token.position, `expected a field instead of ${shown(token)}`);
  }

  /** What is written without spaces between is one value: `-1.5`, `10:30:00Z`. */
  #value(): { value: string; valuePosition: number; quoted: boolean } {
    const first = this.#next();
    const { position: valuePosition } = first;
    if (first.kind === "text") return { value: first.text, valuePosition, quoted: true };
    if (first.kind !== "word" && first.kind !== "-")
      throw filterProblem(valuePosition, `expected a value instead of ${shown(first)}`);
    let value = first.text;
    while (this.#goesOn(valuePosition + value.length)) value += this.#next().text;
    return { value, valuePosition, quoted: false };
  }

  #goesOn(end: number): boolean {
    const { kind, text, position } = this.peek();
    const isPart = kind === "word" || kind === "." || kind === "-" || text === ":";
    return isPart && position === end;
  }
}

const KEYWORDS = new Set(["AND", "OR", "NOT"]);

function startsTerm({ kind, text }: FilterToken): boolean {
  return kind === "(" || kind === "-" || kind === "text" || (kind === "word" && text !== "OR");
}

function shown({ kind, text }: FilterToken): string {
  return kind === "end" ? "the end" : JSON.stringify(text);
}

function only(filters: readonly Filter[]): Filter | undefined {
  return filters.length === 1 ? filters[0] : undefined;
}
