/** What can be done with a batch. */
export type BatchVerb = "run" | "status" | "results" | "retry";

/** One flag of the command line: parsing and help follow from this. */
export interface Flag {
  /** The verbs that take it. */
  verbs: readonly BatchVerb[];
  /** What the value is called in the help; a flag without one is a switch. */
  value?: string;
  /** May be given several times. */
  multiple?: boolean;
  short?: string;
  help: string;
}

export type FlagName =
  | "model"
  | "prompt"
  | "system"
  | "schema"
  | "id-column"
  | "max-tokens"
  | "param"
  | "id"
  | "skip-bad-rows"
  | "no-wait"
  | "state"
  | "out"
  | "format"
  | "order"
  | "poll"
  | "help"
  | "version";

const RUN: readonly BatchVerb[] = ["run"];
const WAITING: readonly BatchVerb[] = ["run", "retry"];
const READING: readonly BatchVerb[] = ["run", "results", "retry"];
const ALL: readonly BatchVerb[] = ["run", "status", "results", "retry"];

export const FLAGS: Readonly<Record<FlagName, Flag>> = {
  model: { verbs: RUN, value: "ID", help: "model that answers, e.g. accounts/fireworks/models/…" },
  prompt: {
    verbs: RUN,
    value: "TEXT",
    help: "what to ask for each row; {column} stands for its value (default: the column `prompt`)",
  },
  system: { verbs: RUN, value: "TEXT", help: "system message; {column} as in --prompt" },
  schema: { verbs: RUN, value: "FILE", help: "JSON Schema that answers have to fit" },
  "id-column": { verbs: RUN, value: "NAME", help: "column with your own id of each row" },
  "max-tokens": { verbs: RUN, value: "N", help: "output budget of a row, in tokens" },
  param: {
    verbs: RUN,
    value: "NAME=VALUE",
    multiple: true,
    help: "any other request parameter, e.g. temperature=0",
  },
  id: {
    verbs: RUN,
    value: "ID",
    help: "id of the batch (default: follows from rows and settings)",
  },
  "skip-bad-rows": { verbs: RUN, help: "leave bad rows out and run the rest (default: refuse)" },
  "no-wait": { verbs: WAITING, help: "end when the jobs are made; ask later with status" },
  state: {
    verbs: ALL,
    value: "FILE",
    help: "where the batch is remembered (default: FILE.batch.json)",
  },
  out: { verbs: READING, value: "FILE", help: "where results go (default: standard output)" },
  format: {
    verbs: READING,
    value: "F",
    help: "csv or jsonl (default: by --out, else that of FILE)",
  },
  order: { verbs: READING, value: "O", help: "input or arrival (default input)" },
  poll: { verbs: WAITING, value: "SECONDS", help: "longest pause between two looks (default 60)" },
  help: { verbs: ALL, short: "h", help: "this text" },
  version: { verbs: ALL, short: "v", help: "the version" },
};
