import type { SeededRandom } from "../random/seeded-random.js";
import { type Expression, GrammarError } from "./grammar.js";

type Range = readonly [low: number, high: number];

const HIGHEST = 0x10ffff;

/** Halves of characters are none. */
const SURROGATES: Range = [0xd800, 0xdfff];

/** The first of these that a class has something of is where its characters are from. */
const PREFERRED: readonly Range[][] = [
  [
    [0x61, 0x7a],
    [0x30, 0x39],
    [0x41, 0x5a],
  ],
  [[0x20, 0x7e]],
  [[0, HIGHEST]],
];

/** A character of the class. Throws {@link GrammarError} when it has none. */
export function pickCharacter(
  { ranges, negated }: Expression & { kind: "characters" },
  random: SeededRandom,
): string {
  // What is listed is meant: of `[äöü]` or `[ -~]` any will do; of `[^"]` letters read best.
  const wanted = negated ? complement(ranges) : ranges;
  const pools = negated ? PREFERRED : PREFERRED.slice(1);
  for (const pool of pools) {
    const found = pool
      .flatMap((range) => wanted.map((other) => overlap(range, other)))
      .flatMap(withoutSurrogates);
    const [first, ...others] = found.filter(([low, high]) => low <= high);
    if (first === undefined) continue;
    const [low, high] = random.pick([first, ...others]);
    return String.fromCodePoint(random.integer(low, high));
  }
  throw new GrammarError("A character class has no character");
}

function overlap(one: Range, other: Range): Range {
  return [Math.max(one[0], other[0]), Math.min(one[1], other[1])];
}

function complement(ranges: readonly Range[]): Range[] {
  const gaps: Range[] = [];
  let next = 0;
  for (const [low, high] of ranges.toSorted((one, other) => one[0] - other[0])) {
    gaps.push([next, low - 1]);
    next = Math.max(next, high + 1);
  }
  return [...gaps, [next, HIGHEST]];
}

function withoutSurrogates(range: Range): Range[] {
  const [low, high] = SURROGATES;
  return [overlap(range, [0, low - 1]), overlap(range, [high + 1, HIGHEST])];
}
