import { inspect } from "node:util";
import * as client from "fireworks-client";
import { type EntryPoint, type Outcome, partialText } from "../entries/entry-point.js";
import type { RawRequest } from "../raw/request-reader.js";
import type { Expected, ExpectedError } from "./fault.js";

export interface Seen {
  readonly outcome: Outcome;
  readonly requests: readonly RawRequest[];
  /** Requests to the second origin, which nothing of ours may ever follow anybody to. */
  readonly elsewhere: number;
}

/** Throws unless the outcome is what was expected. */
export function checkOutcome(entry: EntryPoint, expected: Expected, seen: Seen): void {
  const { outcome, requests, elsewhere } = seen;
  const { error } = expected;
  if (error === undefined) {
    if (outcome.error !== undefined) fail(`an answer was promised, not ${shown(outcome.error)}`);
    same("the answer", outcome.answer, entry.expected);
  } else {
    checkError(outcome, error);
  }
  if (entry.delivers) {
    const usual = error === undefined ? entry.expected : "";
    fits("what was delivered", outcome.delivered, expected.delivered ?? usual);
  }
  const tries = requests.filter(({ path }) => path.split("?")[0]?.endsWith(entry.path));
  checkCount(tries.length, expected.requests, entry);
  checkWait(tries, expected, entry);
  same("the number of requests to another origin", elsewhere, 0);
}

function checkError({ answer, error }: Outcome, expected: ExpectedError): void {
  if (error === undefined) fail(`${expected.class} was promised, not the answer ${shown(answer)}`);
  if (!(error instanceof Error)) fail(`${expected.class} was promised, not ${shown(error)}`);
  const known = classOf(expected.class);
  if (error.name !== expected.class && !NAMED_OTHERWISE.has(expected.class)) {
    fail(`${expected.class} was promised, not ${shown(error)}`);
  }
  if (!known.isInstance(error) || !(error instanceof known)) {
    fail(`it is no instance of ${expected.class}: ${shown(error)}`);
  }
  for (const field of FIELDS) {
    if (field in expected) same(field, Reflect.get(error, field), expected[field]);
  }
  if ("partial" in expected) fits("the partial output", partialText(error), expected.partial);
  if (expected.also !== undefined && !classOf(expected.also).isInstance(error)) {
    fail(`it does not pass for ${expected.also}: ${shown(error)}`);
  }
  const { says } = expected;
  if (says !== undefined && !error.message.includes(says)) {
    fail(`the message does not say ${JSON.stringify(says)}: ${error.message}`);
  }
}

/** Its name is the platform's. */
const NAMED_OTHERWISE = new Set(["FireworksAbortError"]);

const FIELDS = [
  "status",
  "code",
  "type",
  "param",
  "requestId",
  "retryAfterMs",
  "reason",
  "phase",
  "attempts",
] as const;

function checkCount(count: number, promised: Expected["requests"], { calls }: EntryPoint): void {
  if (typeof promised === "number") same("the number of requests", count, promised * calls);
  else if (count > promised.atMost * calls) {
    fail(`the number of requests is ${count}, promised were at most ${promised.atMost * calls}`);
  }
}

/** Calls that go at once are mixed up on the wire; their waits are seen in the cells of single calls. */
function checkWait(tries: readonly RawRequest[], { waitsMs }: Expected, { calls }: EntryPoint) {
  const [first, second] = tries;
  if (waitsMs === undefined || calls > 1 || first === undefined || second === undefined) return;
  const waited = second.at - first.at;
  // Timers are cut to whole milliseconds.
  if (waited < waitsMs - 2) fail(`it waited ${waited.toFixed(1)} ms, not at least ${waitsMs}`);
}

function classOf(name: string): typeof client.FireworksError {
  const known: unknown = Reflect.get(client, name);
  if (known === undefined) fail(`there is no class ${name}`);
  return known as typeof client.FireworksError;
}

function fits(what: string, is: string | undefined, promised: string | RegExp | undefined): void {
  if (!(promised instanceof RegExp)) same(what, is, promised);
  else if (is === undefined || !promised.test(is)) fail(`${what} is ${shown(is)}, not ${promised}`);
}

function same(what: string, is: unknown, promised: unknown): void {
  if (Object.is(is, promised)) return;
  fail(`${what} is ${shown(is)}, promised was ${shown(promised)}`);
}

const shown = (value: unknown): string =>
  value instanceof Error
    ? `${value.name}: ${value.message.slice(0, 300)}`
    : inspect(value, { depth: 2, maxStringLength: 300, breakLength: Number.POSITIVE_INFINITY });

function fail(message: string): never {
  throw new Error(message);
}
