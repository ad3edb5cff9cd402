import { type RunSettings, readSettings } from "./run-settings.js";
import { choice, flagsOf, parseFlags, positive } from "./flag-values.js";
import type { BatchVerb } from "./flags.js";
import { CliUsageError } from "./usage-error.js";

export type ResultFormat = "csv" | "jsonl";

/** How results are written. */
export interface ResultOptions {
  out?: string;
  format?: ResultFormat;
  order: "input" | "arrival";
}

/** One `batch …` command, checked. */
export interface BatchCommand {
  kind: "batch";
  verb: BatchVerb;
  /** The file with the rows. */
  file: string;
  state: string;
  settings: RunSettings;
  wait: boolean;
  /** Milliseconds. */
  pollMs: number;
  results: ResultOptions;
}

export type CliCommand = BatchCommand | { kind: "help" } | { kind: "version" };

const VERBS: readonly BatchVerb[] = ["run", "status", "results", "retry"];
const DEFAULT_POLL_SECONDS = 60;

/** Throws {@link CliUsageError}. */
export async function readCommand(args: string[]): Promise<CliCommand> {
  const { values, positionals } = parseFlags(args);
  if (values.help === true || args.length === 0) return { kind: "help" };
  if (values.version === true) return { kind: "version" };
  const [area, verb, file, ...rest] = positionals;
  if (area !== "batch") throw new CliUsageError(`There is no command ${quoted(area)}, only batch.`);
  const known = VERBS.find((name) => name === verb);
  if (known === undefined)
    throw new CliUsageError(`Say what to do: batch ${VERBS.join("|")}, not ${quoted(verb)}.`);
  if (file === undefined) throw new CliUsageError(`batch ${known} needs a file.`);
  if (rest.length > 0) throw new CliUsageError(`There is one file a batch, not also ${rest[0]}.`);
  const flags = flagsOf(known, values);
  return {
    kind: "batch",
    verb: known,
    file,
    state: flags.one("state") ?? `${file}.batch.json`,
    settings: await readSettings(flags),
    wait: !flags.isOn("no-wait"),
    pollMs: 1_000 * (positive("poll", flags.one("poll")) ?? DEFAULT_POLL_SECONDS),
    results: {
      out: flags.one("out"),
      format: choice("format", flags.one("format"), ["csv", "jsonl"] as const),
      order: choice("order", flags.one("order"), ["input", "arrival"] as const) ?? "input",
    },
  };
}

const quoted = (text: string | undefined): string => JSON.stringify(text ?? "");
