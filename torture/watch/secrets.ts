import { inspect } from "node:util";
import { keyForms } from "./key-forms.js";

/**
 * Where the key stands in what a cell produced: an error, a log, an answer. Every way of printing that
 * programs use is tried.
 */
export function findKey(produced: readonly unknown[], key: string): string[] {
  const forms = keyForms(key);
  return produced.flatMap((thing) =>
    printingsOf(thing)
      .filter(([, text]) => forms.some((form) => text.includes(form)))
      .map(([where]) => `the key is in ${where} of ${nameOf(thing)}`),
  );
}

type Printing = readonly [where: string, text: string];

function printingsOf(thing: unknown): Printing[] {
  const shown: Printing[] = [
    ["inspect()", inspect(thing, { depth: 12, showHidden: true, maxStringLength: 200_000 })],
    ["String()", printed(() => String(thing))],
    ["JSON", printed(() => JSON.stringify(thing) ?? "")],
  ];
  for (let error = thing, depth = 0; error instanceof Error && depth < 8; depth += 1) {
    shown.push(["the message", error.message], ["the stack", error.stack ?? ""]);
    error = error.cause;
  }
  return shown;
}

function printed(print: () => string): string {
  try {
    return print();
  } catch {
    return ""; // what cannot be printed this way shows nothing
  }
}

const nameOf = (thing: unknown): string =>
  thing instanceof Error ? thing.name : inspect(thing, { depth: 0 }).slice(0, 80);
