import type { CharacterClass } from "./pattern-node.js";

const DIGITS = "0123456789";
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SIGNS = " _-.,:;!?@#%&*+=/^~|()[]{}<>$'`\"\\";

/** In the order in which they are tried: the first that holds a member is where texts are from. */
const POOLS: readonly (readonly string[])[] = [[...LETTERS, ...DIGITS], [...SIGNS]];

/** The last resort are the characters below this, without surrogates. */
const BASIC_PLANE = 0x10000;
const ENOUGH = 64;

/** Answers that are remembered, for each class. */
const MOST_KNOWN = 1_000;

/** A class by its own source. The engine only ever sees a single character, which it cannot be slow at. */
export function characterClass(source: string, flags: string): CharacterClass {
  const pattern = new RegExp(`^${source}$`, flags.replace("m", ""));
  const known = new Map<string, boolean>();
  const has = (character: string): boolean => {
    const found = known.get(character) ?? pattern.test(character);
    if (known.size < MOST_KNOWN) known.set(character, found);
    return found;
  };
  let samples: readonly string[] | undefined;
  return {
    has,
    samples() {
      samples ??= findSamples((character) => pattern.test(character), source);
      return samples;
    },
  };
}

function findSamples(has: (character: string) => boolean, source: string): readonly string[] {
  for (const pool of [...POOLS, [...source]]) {
    const found = pool.filter(has);
    if (found.length > 0) return found;
  }
  const found: string[] = [];
  for (let code = 0; code < BASIC_PLANE && found.length < ENOUGH; code += 1) {
    const character = String.fromCodePoint(code);
    if ((code < 0xd800 || code > 0xdfff) && has(character)) found.push(character);
  }
  return found;
}
