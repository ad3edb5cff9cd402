#!/usr/bin/env node
import { VERSION } from "../version.js";
import { readCliOptions } from "./cli-options.js";
import { helpText } from "./help.js";
import { serve } from "./serve.js";
import { CliUsageError } from "./usage-error.js";

async function main(args: string[]): Promise<void> {
  const command = readCliOptions(args, process.env);
  if (command.kind === "help") process.stdout.write(helpText());
  else if (command.kind === "version") process.stdout.write(`${VERSION}\n`);
  else await serve(command);
}

/** 2 for a command line that cannot be read, 1 for everything else. */
function report(error: unknown): void {
  const isUsage = error instanceof CliUsageError;
  process.exitCode = isUsage ? 2 : 1;
  process.stderr.write(`fireworks-local: ${explain(error)}\n`);
  if (isUsage) process.stderr.write("Try --help.\n");
}

function explain(error: unknown): string {
  const { code, port, address } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
  };
  if (code === "EADDRINUSE")
    return `port ${port} is already in use. Choose another with --port, or --port 0 for a free one.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `${address ?? "the address of --host"} is no address of this machine.`;
  return error instanceof Error ? error.message : String(error);
}

/** Whoever read the output may leave (`| head -1`): the server goes on serving, unheard. */
function outliveReader(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

process.stdout.on("error", outliveReader);
process.stderr.on("error", outliveReader);
main(process.argv.slice(2)).catch(report);
