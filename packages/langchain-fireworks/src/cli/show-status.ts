import { styleText } from "node:util";
import type { BatchStatus } from "../batch/index.js";
import { knownBatch } from "./known-batch.js";
import { dollars } from "./progress-view.js";
import type { BatchCommand } from "./read-command.js";
import type { Terminal } from "./terminal.js";

/** `batch status`: a line for each fact, and one for each job, to standard output. */
export async function showStatus(
  command: BatchCommand,
  { output, signal }: Terminal,
): Promise<number> {
  const { run } = await knownBatch(command);
  const status = await run.status({ signal });
  const lines = statusLines(status).map(([name, value]) => `${name.padEnd(WIDTH)}${value}`);
  const text = [...lines, ...status.parts.map(partLine)].join("\n");
  output.write(`${output.isTTY === true ? coloured(text, status) : text}\n`);
  return 0;
}

const WIDTH = 10;
const NUMBER = new Intl.NumberFormat("en");

/** What is known, by name. */
export function statusLines(status: BatchStatus): [name: string, value: string][] {
  const { id, state, percent, counts, tokens, cost, problems, expireTime } = status;
  const { total, processed, succeeded, failed, skipped } = counts;
  const left = skipped > 0 ? `, ${NUMBER.format(skipped)} left out` : "";
  const waiting = status.waitingOnCapacity ? ", waiting for capacity" : "";
  return [
    ["batch", id],
    ["state", `${state}${waiting}`],
    ["rows", `${NUMBER.format(processed)} of ${NUMBER.format(total)} (${percent} %)${left}`],
    ["answered", NUMBER.format(succeeded)],
    ["failed", NUMBER.format(failed)],
    ["tokens", `${NUMBER.format(tokens.input)} in, ${NUMBER.format(tokens.output)} out`],
    ["cost", cost === null ? "not known" : dollars(cost.cost)],
    ...(expireTime === null ? [] : [["expires", expireTime] as [string, string]]),
    ...problems.map(({ message }): [string, string] => ["problem", message]),
  ];
}

function partLine({ job, state, rows, processed, failed }: BatchStatus["parts"][number]): string {
  const numbers = `${NUMBER.format(processed)}/${NUMBER.format(rows)} rows`;
  return `  ${job}  ${state}  ${numbers}${failed > 0 ? `, ${NUMBER.format(failed)} failed` : ""}`;
}

function coloured(text: string, { state }: BatchStatus): string {
  const colour = state === "completed" ? "green" : state === "failed" ? "red" : "cyan";
  return text.replace(state, styleText(colour, state));
}
