import process from "node:process";
import { SingleBar } from "cli-progress";

export interface Progress {
  show(done: number): void;
  stop(): void;
}

/** A bar in a terminal, a line for every quarter in a log. */
export function startProgress(total: number): Progress {
  if (process.stdout.isTTY) {
    const bar = new SingleBar({ format: "{bar} {value}/{total} answers, {eta} s left" });
    bar.start(total, 0);
    return { show: (done) => bar.update(done), stop: () => bar.stop() };
  }
  let quarter = 0;
  const show = (done: number) => {
    const reached = Math.floor((4 * done) / total);
    if (reached === quarter) return;
    quarter = reached;
    console.log(`${done} of ${total} answers`);
  };
  return { show, stop: () => {} };
}
