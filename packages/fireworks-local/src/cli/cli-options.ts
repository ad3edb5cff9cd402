import { parseArgs } from "node:util";
import type { ListenOptions } from "../listen-options.js";
import type { FireworksLocalOptions } from "../server/options.js";
import { readLatency } from "./latency-flag.js";
import { readRateLimits } from "./rate-limit-flag.js";
import type { NamedFiles } from "./load-files.js";
import { type Flag, FLAGS, type FlagName } from "./flags.js";
import { sourceOptions } from "./source-options.js";
import { CliUsageError } from "./usage-error.js";

export type LogForm = "pretty" | "json" | "none";

export type CliCommand = ServeCommand | { kind: "help" } | { kind: "version" };

const DEFAULT_PORT = 4141;
const LOG_FORMS: readonly LogForm[] = ["pretty", "json", "none"];

export interface ServeCommand {
  kind: "serve";
  where: ListenOptions;
  options: FireworksLocalOptions;
  files: NamedFiles;
  log?: LogForm;
}

/** Throws {@link CliUsageError}. */
export function readCliOptions(
  args: string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): CliCommand {
  // A variable that a container file passes on is empty where nobody set it.
  const env = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const flags = readFlags(args);
  if (flags.isOn("help")) return { kind: "help" };
  if (flags.isOn("version")) return { kind: "version" };
  const port = wholeNumber("port", flags.one("port")) ?? DEFAULT_PORT;
  if (port > 65_535) throw new CliUsageError(`--port must be 0 to 65535, not ${port}.`);
  return {
    kind: "serve",
    where: { port, host: flags.one("host") },
    options: {
      apiKeys: flags.all("key"),
      account: flags.one("account"),
      seed: wholeNumber("seed", flags.one("seed")),
      lenient: flags.isOn("lenient"),
      unscripted: choice("unscripted", flags.one("unscripted"), ["answer", "refuse"] as const),
      latency: readLatency(flags.one("latency")),
      rateLimits: readRateLimits(flags.all("rate-limit")),
      allowedHosts: flags.all("allow-host"),
      allowedOrigins: flags.all("allow-origin"),
      adminToken: flags.one("admin-token") ?? env["FIREWORKS_LOCAL_ADMIN_TOKEN"],
      ...(flags.isOn("no-playground") && { playground: false }),
      ...sourceOptions(flags, env),
    },
    files: {
      faults: flags.one("faults"),
      resources: flags.one("resources"),
      scripts: flags.all("scripts"),
    },
    log: choice("log", flags.one("log"), LOG_FORMS),
  };
}

/** The values of the flags, by the table's names. */
export interface FlagValues {
  isOn(name: FlagName): boolean;
  one(name: FlagName): string | undefined;
  all(name: FlagName): string[] | undefined;
}

function readFlags(args: string[]): FlagValues {
  const values = parse(args);
  return {
    isOn: (name) => values[name] === true,
    one: (name) => [values[name] ?? []].flat().map(String).at(-1),
    all: (name) => (values[name] === undefined ? undefined : [values[name]].flat().map(String)),
  };
}

type ParsedValue = string | boolean | (string | boolean)[] | undefined;

function parse(args: string[]): Record<string, ParsedValue> {
  const options = Object.fromEntries(
    Object.entries<Flag>(FLAGS).map(([name, { value, multiple = false, short }]) => [
      name,
      {
        type: value === undefined ? ("boolean" as const) : ("string" as const),
        multiple,
        ...(short === undefined ? {} : { short }),
      },
    ]),
  );
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new CliUsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(name: FlagName, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text))
    throw new CliUsageError(`--${name} must be a whole number, not '${text}'.`);
  return Number(text);
}

function choice<Choice extends string>(
  name: FlagName,
  text: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  if (text === undefined) return undefined;
  const chosen = choices.find((one) => one === text);
  if (chosen !== undefined) return chosen;
  throw new CliUsageError(`--${name} must be one of ${choices.join(", ")}, not '${text}'.`);
}
