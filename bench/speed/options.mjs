import { parseArgs } from "node:util";
import { rowsNamed } from "./results.mjs";

const USAGE = `npm run bench                      all rows
npm run bench -- content tools     some rows
  --rounds N       samples of each contestant (each row has its own default)
  --peers none     without the packages of others
  --packed         our packages from packed tarballs, installed into a folder of their own
  --json FILE      the results as JSON
  --write          the tables into docs/numbers/benchmarks.md and docs/zh/numbers/benchmarks.md`;

export function readOptions(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      rounds: { type: "string" },
      peers: { type: "string", default: "all" },
      packed: { type: "boolean", default: false },
      json: { type: "string" },
      write: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) {
    throw new Error(`--rounds takes a whole number, not "${values.rounds}"`);
  }
  if (!["all", "none"].includes(values.peers)) throw new Error(`--peers takes "all" or "none"`);
  if (values.write && (positionals.length > 0 || values.peers === "none")) {
    throw new Error("--write takes the whole run: without names of rows, with all peers");
  }
  return {
    ...values,
    usage: USAGE,
    rounds,
    peers: values.peers === "all",
    rows: rowsNamed(positionals),
  };
}
