import { FireworksContextOverflowError, FireworksError } from "fireworks-client";
import { addToMessage } from "./error-text.js";

/** Places in the list that was given, both included, counted from 0. */
export interface InputRange {
  /** The first one. */
  readonly first: number;
  /** The last one. */
  readonly last: number;
}

/** What a failure among many inputs adds to its error. */
export interface InputsErrorFields {
  /** The inputs of the request that failed. */
  inputs?: InputRange;
  /** The place of the one input Fireworks names, if it names one. */
  inputIndex?: number;
  /** The vectors that had come, by the place of their inputs; `undefined` where none had. */
  partialVectors?: readonly (readonly number[] | undefined)[];
}

/** Which inputs a request held, of how many. */
interface SentInputs {
  first: number;
  end: number;
  all: readonly unknown[];
}

/** Fireworks names an input by its place in the request (contract 5.3). */
const NAMED_INPUT = /\b(?:input|documents)\[(\d+)\]/;

/** Adds to the error of one request which of the inputs it was about. Other errors pass unchanged. */
export function nameInputs<Thrown>(error: Thrown, sent: SentInputs): Thrown {
  if (FireworksError.isInstance(error) && error.code !== "aborted") addInputs(error, sent);
  return error;
}

function addInputs(error: FireworksError, sent: SentInputs): void {
  const { first, end, all } = sent;
  define(error, "inputs", { first, last: end - 1 });
  const named = NAMED_INPUT.exec(error.message)?.[1];
  const inputIndex = end - first === 1 ? first : named && first + Number(named);
  if (typeof inputIndex === "number" && inputIndex < end) define(error, "inputIndex", inputIndex);
  const said = all.length > 1 ? sentences(error, sent, inputIndex) : [];
  if (said.length > 0) addToMessage(error, said.join(" "));
}

function sentences(error: FireworksError, sent: SentInputs, index: unknown): string[] {
  const { first, end, all } = sent;
  const range = end - first === 1 ? `text ${first}` : `texts ${first}–${end - 1}`;
  const said =
    end - first < all.length ? [`The request held ${range} of ${all.length}, counted from 0.`] : [];
  if (end - first === 1) return said;
  if (typeof index === "number") return [...said, `The one it names is text ${index}.`];
  return FireworksContextOverflowError.isInstance(error) ? [...said, longest(sent)] : said;
}

/** Fireworks says how long the text was, and not which: this is where to look first. */
function longest({ first, end, all }: SentInputs): string {
  const lengths = all.slice(first, end).map((input) => textLength(input));
  const most = Math.max(...lengths);
  return `The longest is text ${first + lengths.indexOf(most)}, with ${most} characters.`;
}

function textLength(input: unknown): number {
  return typeof input === "string" ? input.length : JSON.stringify(input).length;
}

/** Adds to a failure what had been received. Hidden, for it may be large. */
export function addVectors(error: unknown, vectors: InputsErrorFields["partialVectors"]): void {
  if (!FireworksError.isInstance(error)) return;
  Object.defineProperty(error, "partialVectors", { value: vectors, configurable: true });
}

function define(error: Error, name: keyof InputsErrorFields, value: unknown): void {
  Object.defineProperty(error, name, { value, configurable: true, enumerable: true });
}
