/** A number as far as it has come. */
const NUMBER = /^-?(?:0|[1-9]\d*)?(?:\.\d*)?(?:[eE][+-]?\d*)?$/;
const LITERALS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["null", null],
  ["true", true],
  ["false", false],
]);

/**
 * What a JSON word means: a number, `true`, `false` or `null`. Read as core reads it, which takes the
 * `1.` and the `-` on the way to a number for numbers. `undefined` for what is no word.
 *
 * @param isGrowing - More of it may come, so that `t` is `true`.
 */
export function readWord(text: string, isGrowing: boolean): { value: unknown } | undefined {
  if (!/^[-\d]/.test(text)) {
    for (const [word, value] of LITERALS) {
      if (word === text || (isGrowing && word.startsWith(text))) return { value };
    }
    return undefined;
  }
  if (text === "-") return { value: -0 };
  const value = NUMBER.test(text) ? Number.parseFloat(text) : Number.NaN;
  return Number.isNaN(value) ? undefined : { value };
}
