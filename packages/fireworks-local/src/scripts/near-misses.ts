import type { Asked } from "./asked.js";
import type { CompiledScript } from "./compile-script.js";
import type { TurnSearch } from "./find-turn.js";

const SHOWN = 3;

/** A line for each of the scripts that miss least, with what they miss. */
export function nearMisses(
  missed: { script: CompiledScript; found: TurnSearch }[],
  asked: Asked,
): string {
  const lines = missed
    .map(({ script, found }) => ({ name: script.name, misses: missesOf(found, asked) }))
    .toSorted((one, other) => one.misses.length - other.misses.length)
    .slice(0, SHOWN)
    .map(({ name, misses }) => `- ${name}: ${misses.join("; ")}`);
  const more = missed.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join("\n");
}

function missesOf(found: TurnSearch, asked: Asked): string[] {
  if ("turn" in found) return [];
  const { reason, unmet } = found;
  return [
    ...(reason === undefined ? [] : [reason]),
    ...unmet.map(
      (condition) => `${condition.key} should be ${condition.wanted}, is ${condition.found(asked)}`,
    ),
  ];
}
