import { inspect } from "node:util";
import * as client from "fireworks-client";
import { type EntryPoint, type Outcome, partialText } from "../entries/entry-point.js";
import type { RawRequest } from "../raw/request-reader.js";
import type { Expected, ExpectedError } from "./fault.js";

/** Throws unless the outcome is what was expected. */
export function checkOutcome(
  entry: EntryPoint,
  expected: Expected,
  seen: { outcome: Outcome; requests: readonly RawRequest[] },
): void {
  const { outcome, requests } = seen;
  const { error } = expected;
  if (error === undefined) {
    if (outcome.error !== undefined) fail(`an answer was promised, not ${shown(outcome.error)}`);
    same("the answer", outcome.answer, entry.expected);
  } else {
    checkError(outcome, error);
  }
  if (entry.delivers) {
    const usual = error === undefined ? entry.expected : "";
    same("what was delivered", outcome.delivered, expected.delivered ?? usual);
  }
  const tries = requests.filter(({ path }) => path.split("?")[0]?.endsWith(entry.path));
  same("the number of requests", tries.length, expected.requests * entry.calls);
  checkWait(tries, expected, entry);
}

function checkError({ answer, error }: Outcome, expected: ExpectedError): void {
  if (error === undefined) fail(`${expected.class} was promised, not the answer ${shown(answer)}`);
  if (!(error instanceof Error)) fail(`${expected.class} was promised, not ${shown(error)}`);
  const known = Reflect.get(client, expected.class) as typeof client.FireworksError | undefined;
  if (known === undefined) fail(`there is no class ${expected.class}`);
  if (error.name !== expected.class && !NAMED_OTHERWISE.has(expected.class)) {
    fail(`${expected.class} was promised, not ${shown(error)}`);
  }
  if (!known.isInstance(error) || !(error instanceof known)) {
    fail(`it is no instance of ${expected.class}: ${shown(error)}`);
  }
  for (const field of FIELDS) {
    if (field in expected) same(field, Reflect.get(error, field), expected[field]);
  }
  if ("partial" in expected) same("the partial output", partialText(error), expected.partial);
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
] as const;

/** Calls that go at once are mixed up on the wire; their waits are seen in the cells of single calls. */
function checkWait(tries: readonly RawRequest[], { waitsMs }: Expected, { calls }: EntryPoint) {
  const [first, second] = tries;
  if (waitsMs === undefined || calls > 1 || first === undefined || second === undefined) return;
  const waited = second.at - first.at;
  // Timers are cut to whole milliseconds.
  if (waited < waitsMs - 2) fail(`it waited ${waited.toFixed(1)} ms, not at least ${waitsMs}`);
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
