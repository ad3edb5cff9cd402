import type { CellResult } from "../cell.js";

/** Where progress is written: a terminal, or a pipe. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const BAR_WIDTH = 30;
/** Parts of the whole that get a line of their own in a pipe. */
const LINES = 10;

/** A bar in a terminal, plain lines in a pipe; broken promises are told at once in both. */
export function progress(total: number, out: ProgressOutput): (result: CellResult) => void {
  let done = 0;
  let failed = 0;
  return ({ cell, broken }) => {
    done += 1;
    if (broken.length > 0) {
      failed += 1;
      const start = out.isTTY === true ? "\r\u001B[K" : "";
      out.write(`${start}✗ ${cell.id}\n${broken.map((text) => `    ${text}\n`).join("")}`);
    }
    const words = `${done} of ${total}${failed > 0 ? `, ${failed} broken` : ""}`;
    if (out.isTTY === true) {
      const filled = Math.round((BAR_WIDTH * done) / total);
      const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
      out.write(`\r${bar} ${words}${done === total ? "\n" : ""}`);
    } else if (Math.floor((LINES * done) / total) > Math.floor((LINES * (done - 1)) / total)) {
      out.write(`${words}\n`);
    }
  };
}
