import { type Flag, FLAGS } from "./flags.js";

const WIDTH = 24;

/** What `--help` prints. */
export function helpText(): string {
  const flags = Object.entries<Flag>(FLAGS);
  const groups = [...new Set(flags.map(([, { group }]) => group))];
  return [
    "fireworks-local: a Fireworks-compatible server for offline development and tests.",
    "It is not a language model: answers are canned or made from the request.",
    "",
    "Usage: fireworks-local [options]",
    ...groups.flatMap((group) => [
      "",
      `${group}:`,
      ...flags.filter(([, flag]) => flag.group === group).map(line),
    ]),
    "",
  ].join("\n");
}

function line([name, { value, multiple, help }]: [string, Flag]): string {
  const shown = `  --${name}${value === undefined ? "" : ` ${value}`}`;
  const note = multiple === true ? `${help}; repeatable` : help;
  return `${shown.padEnd(WIDTH)} ${note}`;
}
