import { gatewayError, type Refusal } from "../requests/refusal.js";
import { diffLines, excerpt } from "./line-diff.js";
import { redactText } from "./redact.js";
import { SECRET_PATTERNS } from "./secrets.js";
import type { Tape, Wanted } from "./tape.js";
import { toYaml } from "./write-cassette.js";

const MOST_LINES = 60;
const LONGEST_LINE = 200;
const LINES_AROUND = 2;

/**
 * What a client is told when no recording fits. Never retried: it would be the same again. No 404:
 * clients take that for an unknown model, and say so.
 */
export function missRefusal(explanation: string): Refusal {
  return gatewayError(
    400,
    { message: explanation, code: "NO_RECORDING" },
    { "x-should-retry": "false" },
  );
}

/** What is missing, what comes nearest and where it differs, and how to record it. */
export async function explainMiss(
  wanted: Wanted,
  tapes: readonly Tape[],
  dir: string,
): Promise<string> {
  const head = `No recording in ${dir} fits this request to ${wanted.path} (recordings there: ${tapes.length}).`;
  const how =
    `To record it, run once with a real engine: --record ${dir} --upstream URL ` +
    `(options: record: "${dir}", upstream: URL). A replay never goes to the network.`;
  // It is printed and logged: keys in a prompt are not shown.
  const lines = linesOf(redactText(await toYaml(wanted.loose), SECRET_PATTERNS));
  const found = await nearest(lines, wanted, tapes);
  if (found === undefined) return `${head}\n${how}`;
  const shown = excerpt(diffLines(found.lines, lines), LINES_AROUND);
  const cut = shown.slice(0, MOST_LINES).map((line) => line.slice(0, LONGEST_LINE));
  if (shown.length > cut.length) cut.push(`… ${shown.length - cut.length} more lines`);
  return [
    head,
    `Nearest: ${found.tape.name} (${Math.round(found.likeness * 100)} % alike). - is recorded, + was asked:`,
    ...cut,
    how,
  ].join("\n");
}

interface Near {
  tape: Tape;
  lines: string[];
  likeness: number;
}

async function nearest(
  lines: string[],
  { path, key }: Wanted,
  tapes: readonly Tape[],
): Promise<Near | undefined> {
  const wanted = new Set(words(key));
  const candidates = tapes.filter((tape) => tape.path === path);
  let best: { tape: Tape; likeness: number } | undefined;
  for (const tape of candidates) {
    const likeness = alike(wanted, new Set(words(tape.key)));
    if (best === undefined || likeness > best.likeness) best = { tape, likeness };
  }
  if (best === undefined) return undefined;
  const recorded = linesOf(await toYaml(best.tape.loose));
  return { tape: best.tape, lines: recorded, likeness: alike(new Set(lines), new Set(recorded)) };
}

const MOST_WORDS = 5_000;

const words = (text: string): string[] => text.split(/\W+/, MOST_WORDS);

const linesOf = (yaml: string): string[] => yaml.trimEnd().split("\n");

/** Dice: twice what both have, of all that they have. */
function alike(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((item) => other.has(item)).length;
  return (2 * both) / Math.max(one.size + other.size, 1);
}
