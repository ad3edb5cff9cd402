#!/usr/bin/env node
import { progressOn } from "./progress.js";
import { runCommand } from "./run-command.js";

/** The first interrupt ends calmly, a second one at once. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    process.removeListener("SIGINT", stop);
    process.removeListener("SIGTERM", stop);
    controller.abort(new Error("interrupted"));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return controller.signal;
}

/** Whoever read the output may leave (`| head -1`): there is nothing left to do. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
}

process.stdout.on("error", endWithReader);
process.stderr.on("error", () => undefined);
void runCommand(process.argv.slice(2), {
  output: process.stdout,
  progress: progressOn(process.stderr),
  signal: interruptSignal(),
}).then((code) => {
  process.exitCode = code;
});
