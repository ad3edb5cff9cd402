import { VERSION } from "../version.js";
import { checkWritable } from "./check-writable.js";
import { explain } from "./explain.js";
import { helpText } from "./help.js";
import { type BatchCommand, type CliCommand, readCommand } from "./read-command.js";
import type { Terminal } from "./terminal.js";
import { CliUsageError } from "./usage-error.js";

/** The exit code of a shell's own for an interrupt. */
const INTERRUPTED = 130;

/** Carries out a command line. Gives the exit code; what went wrong has been told. */
export async function runCommand(args: string[], terminal: Terminal): Promise<number> {
  try {
    return await carryOut(await readCommand(args), terminal);
  } catch (error) {
    return report(error, terminal);
  }
}

async function carryOut(command: CliCommand, terminal: Terminal): Promise<number> {
  if (command.kind === "batch") {
    await checkPlaces(command);
    return (await VERBS[command.verb]())(command, terminal);
  }
  terminal.output.write(command.kind === "help" ? helpText() : `${VERSION}\n`);
  return 0;
}

/** Answers and what is remembered have to have a place. */
async function checkPlaces({ verb, state, results: { out } }: BatchCommand): Promise<void> {
  if (out !== undefined) await checkWritable(out);
  if (verb === "run" || verb === "retry") await checkWritable(state);
}

type Verb = (command: BatchCommand, terminal: Terminal) => Promise<number>;

/** Loaded when they are wanted: LangChain takes half a second, and help should not. */
const VERBS: Readonly<Record<BatchCommand["verb"], () => Promise<Verb>>> = {
  run: async () => (await import("./run-batch.js")).runBatch,
  status: async () => (await import("./show-status.js")).showStatus,
  results: async () => (await import("./show-results.js")).showResults,
  retry: async () => (await import("./retry-batch.js")).retryBatch,
};

/** 2 for a command line that cannot be read, 1 for everything else. */
function report(error: unknown, { progress, signal }: Terminal): number {
  progress.end();
  if (signal.aborted) {
    progress.say("Interrupted. Jobs at Fireworks go on; the same command goes on from here.");
    return INTERRUPTED;
  }
  const isUsage = error instanceof CliUsageError;
  progress.say(`langchain-fireworks: ${explain(error)}${isUsage ? "\nTry --help." : ""}`);
  return isUsage ? 2 : 1;
}
