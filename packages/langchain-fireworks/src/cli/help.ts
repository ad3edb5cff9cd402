import { type BatchVerb, type Flag, FLAGS } from "./flags.js";

const WIDTH = 24;

const VERBS: Readonly<Record<BatchVerb, string>> = {
  run: "submit the rows of a CSV or JSONL file, wait, and write the results",
  status: "say how far it is: rows, failures, tokens, cost",
  results: "write what has been answered, and what failed",
  retry: "run the failed rows again, wait, and write all results",
};

/** What `--help` prints. */
export function helpText(): string {
  return [
    "langchain-fireworks batch: many prompts at half price, on Fireworks' batch inference.",
    "",
    "Usage: langchain-fireworks batch run|status|results|retry FILE [options]",
    "",
    "FILE is the CSV or JSONL file with the rows. Interrupted, the same command goes on where it was.",
    "",
    ...Object.entries(VERBS).map(([verb, text]) => `  ${verb.padEnd(WIDTH - 2)} ${text}`),
    "",
    "Options:",
    ...Object.entries<Flag>(FLAGS).map(line),
    "",
    "The API key is read from FIREWORKS_API_KEY, the server's address from FIREWORKS_BASE_URL.",
    "Exit code: 0 all rows answered, 1 an error or failed rows, 2 a wrong command line, 130 interrupted.",
    "",
  ].join("\n");
}

function line([name, { value, multiple, help, verbs }]: [string, Flag]): string {
  const shown = `  --${name}${value === undefined ? "" : ` ${value}`}`;
  const only = verbs.length === Object.keys(VERBS).length ? "" : ` [${verbs.join(", ")}]`;
  return `${shown.padEnd(WIDTH)} ${help}${multiple === true ? "; repeatable" : ""}${only}`;
}
