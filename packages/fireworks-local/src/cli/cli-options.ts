import { parseArgs } from "node:util";

export type CliCommand =
  | { kind: "serve"; port: number; apiKeys?: string[]; seed?: number }
  | { kind: "help" }
  | { kind: "version" };

/** A command line that cannot be carried out; the message says what to write instead. */
export class CliUsageError extends Error {
  override readonly name = "CliUsageError";
}

const DEFAULT_PORT = 4141;

export const HELP: string = `fireworks-local: a Fireworks-compatible server for offline development and tests.
It is not a language model: answers are canned or made from the request.

Usage: fireworks-local [options]

  --port N     port on 127.0.0.1; 0 takes a free one (default ${DEFAULT_PORT})
  --key K      accept only this API key; may be given several times (default: any)
  --seed N     whole number; same request and seed, same answer (default 0)
  --host H     loopback names only, others are refused
  --help       this text
  --version    the version
`;

const LOOPBACK = new Set(["127.0.0.1", "localhost", "loopback"]);

/** Throws {@link CliUsageError}. */
export function readCliOptions(args: string[]): CliCommand {
  const values = parse(args);
  if (values.help === true) return { kind: "help" };
  if (values.version === true) return { kind: "version" };
  if (values.host !== undefined && !LOOPBACK.has(values.host))
    throw new CliUsageError(
      `--host ${values.host} is refused: fireworks-local listens on 127.0.0.1 only.`,
    );
  const port = readWholeNumber("--port", values.port) ?? DEFAULT_PORT;
  if (port > 65_535) throw new CliUsageError(`--port must be 0 to 65535, not ${port}.`);
  return { kind: "serve", port, apiKeys: values.key, seed: readWholeNumber("--seed", values.seed) };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: "string" },
        host: { type: "string" },
        key: { type: "string", multiple: true },
        seed: { type: "string" },
        help: { type: "boolean", short: "h" },
        version: { type: "boolean", short: "v" },
      },
    }).values;
  } catch (error) {
    throw new CliUsageError(error instanceof Error ? error.message : String(error));
  }
}

function readWholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text))
    throw new CliUsageError(`${name} must be a whole number, not '${text}'.`);
  return Number(text);
}
