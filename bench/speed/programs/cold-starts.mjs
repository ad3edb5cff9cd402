import { fileURLToPath } from "node:url";
import { runCommand } from "../../../scripts/run-command.mjs";
import { CONTESTANTS } from "../contestants.mjs";
import { programRounds } from "./rounds.mjs";

const PROGRAM = fileURLToPath(new URL("cold-start.mjs", import.meta.url));

/** Milliseconds from the start of the process to a model object. */
export function measureColdStarts(run) {
  return programRounds(run, async (name) => {
    const module = run.place(CONTESTANTS[name]);
    const { code, output } = await runCommand(process.execPath, [PROGRAM, module]);
    if (code !== 0) throw new Error(`${name}:\n${output}`);
    return { ms: Number(output) };
  });
}
