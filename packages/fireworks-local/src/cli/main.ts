#!/usr/bin/env node
import { CliUsageError, type CliCommand, HELP, readCliOptions } from "./cli-options.js";
import { createObservedServer } from "../fireworks-local.js";
import { logLine } from "./request-log.js";
import { VERSION } from "../version.js";

async function main(args: string[]): Promise<void> {
  const command = readCliOptions(args);
  if (command.kind === "help") process.stdout.write(HELP);
  else if (command.kind === "version") process.stdout.write(`${VERSION}\n`);
  else await serve(command);
}

async function serve({ port, apiKeys, seed }: CliCommand & { kind: "serve" }): Promise<void> {
  const coloured = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;
  const server = createObservedServer({ apiKeys, seed }, (request, tookMs) => {
    process.stdout.write(`${logLine(request, tookMs, coloured)}\n`);
  });
  const stop = (): void => void server.close().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  const { baseURL } = await server.listen(port);
  process.stdout.write(
    `fireworks-local ${VERSION} listens on ${baseURL}\n` +
      "This is a stand-in for tests, not a language model: answers are canned or made from the request.\n",
  );
}

/** 2 for a command line that cannot be read, 1 for everything else. */
function report(error: unknown): void {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  const isUsage = error instanceof CliUsageError;
  process.exitCode = isUsage ? 2 : 1;
  const message = error instanceof Error ? error.message : String(error);
  const explained =
    code === "EADDRINUSE"
      ? `port ${port} is already in use. Choose another with --port, or --port 0 for a free one.`
      : message;
  process.stderr.write(`fireworks-local: ${explained}\n`);
  if (isUsage) process.stderr.write("Try --help.\n");
}

/** Whoever read the output may leave (`| head -1`): the server goes on serving, unheard. */
function outliveReader(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

process.stdout.on("error", outliveReader);
process.stderr.on("error", outliveReader);
main(process.argv.slice(2)).catch(report);
