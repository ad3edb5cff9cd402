import fc from "fast-check";
import { expect, test } from "vitest";
import { deriveText } from "../../../src/grammar/derive.js";
import { parseGrammar } from "../../../src/grammar/parse.js";
import { SeededRandom } from "../../../src/random/seeded-random.js";
import { GRAMMAR_EXAMPLES } from "../../../playground/src/settings/form-examples.js";
import { matchesGrammar } from "../../../playground/src/structured/grammar-match.js";

const SUM = parseGrammar('root ::= number ("+" number)*\nnumber ::= [0-9]{1,3}');

test.each([
  ["1", true],
  ["12+345+6", true],
  ["1234", false],
  ["1+", false],
  ["", false],
  ["1+2 ", false],
])("%j is a sum: %j", (text, isSum) => {
  expect(matchesGrammar(SUM, text)).toBe(isSum);
});

test.each(GRAMMAR_EXAMPLES)("what is derived from a grammar is of it: $title", ({ text }) => {
  const grammar = parseGrammar(text);
  fc.assert(
    fc.property(fc.integer({ min: 0 }), (seed) => {
      const derived = deriveText(grammar, new SeededRandom(seed));
      expect(matchesGrammar(grammar, derived)).toBe(true);
      expect(matchesGrammar(grammar, `${derived}!`)).toBe(false);
    }),
  );
});

test("a grammar that begins with itself ends", () => {
  expect(matchesGrammar(parseGrammar('root ::= root "a" | "a"'), "b")).toBe(false);
});
