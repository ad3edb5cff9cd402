import { parseArgs } from "node:util";
import { type BatchVerb, type Flag, type FlagName, FLAGS } from "./flags.js";
import { CliUsageError } from "./usage-error.js";

/** The values of the flags, by the table's names. */
export interface FlagValues {
  isOn(name: FlagName): boolean;
  one(name: FlagName): string | undefined;
  all(name: FlagName): string[];
}

export type ParsedValues = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** Throws {@link CliUsageError} for a flag that the verb does not take. */
export function flagsOf(verb: BatchVerb, values: ParsedValues): FlagValues {
  for (const name of Object.keys(values) as FlagName[]) {
    if (!FLAGS[name].verbs.includes(verb))
      throw new CliUsageError(
        `--${name} belongs to batch ${FLAGS[name].verbs.join(", ")}: batch ${verb} takes it from the state file.`,
      );
  }
  return {
    isOn: (name) => values[name] === true,
    one: (name) => [values[name] ?? []].flat().map(String).at(-1),
    all: (name) => [values[name] ?? []].flat().map(String),
  };
}

/** Throws {@link CliUsageError} for what is no flag. */
export function parseFlags(args: string[]): { values: ParsedValues; positionals: string[] } {
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
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new CliUsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A number above zero. */
export function positive(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() !== "" && number > 0 && Number.isFinite(number)) return number;
  throw new CliUsageError(`--${flag} must be a number above 0, not ${JSON.stringify(text)}.`);
}

/** One of some names. */
export function choice<Name extends string>(
  flag: string,
  text: string | undefined,
  names: readonly Name[],
): Name | undefined {
  if (text === undefined) return undefined;
  const known = names.find((name) => name === text);
  if (known !== undefined) return known;
  throw new CliUsageError(`--${flag} must be ${names.join(" or ")}, not ${JSON.stringify(text)}.`);
}
