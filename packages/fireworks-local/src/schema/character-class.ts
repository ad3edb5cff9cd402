import type { CharacterClass } from "./pattern.js";

const DIGITS = "0123456789";
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SIGNS = " _-.,:;!?@#%&*+=/^~|()[]{}<>$'`\"\\";

/** In the order in which they are tried: the first that holds a member is where texts are from. */
const POOLS: readonly (readonly string[])[] = [[...LETTERS, ...DIGITS], [...SIGNS]];

/** The last resort are the characters below this, without surrogates. */
const BASIC_PLANE = 0x10000;
const ENOUGH = 64;

/**
 * A class by its own source. The engine only ever sees a single character, which it cannot be slow at.
 * A source that is no class has no member.
 */
export function characterClass(source: string): CharacterClass {
  const pattern = compile(source);
  const has = (character: string): boolean => pattern?.test(character) === true;
  let samples: readonly string[] | undefined;
  return {
    has,
    samples() {
      samples ??= findSamples(has, source);
      return samples;
    },
  };
}

function compile(source: string): RegExp | undefined {
  for (const flags of ["u", ""])
    try {
      return new RegExp(`^${source}$`, flags);
    } catch {
      continue;
    }
  return undefined;
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
