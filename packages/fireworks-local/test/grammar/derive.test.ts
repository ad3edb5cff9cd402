import { expect, test } from "vitest";
import { SeededRandom } from "../../src/random/seeded-random.js";
import { deriveText } from "../../src/grammar/derive.js";
import { GrammarError } from "../../src/grammar/grammar.js";
import { parseGrammar } from "../../src/grammar/parse.js";

const derive = (grammar: string, seed: number): string =>
  deriveText(parseGrammar(grammar), new SeededRandom(seed));

test.each<[string, string, RegExp]>([
  ["alternatives", 'root ::= "yes" | "no"', /^(yes|no)$/],
  ["classes and repetition", "root ::= [a-c]+ [0-9]{2,3} [^a-z]?", /^[a-c]+\d{2,3}[^a-z]?$/],
  [
    "rules, groups and comments",
    '# sums\nroot ::= num (" + " num)* # one or more\nnum ::= [1-9] [0-9]*\n',
    /^[1-9]\d*( \+ [1-9]\d*)*$/,
  ],
  ["bars that start a line", 'root ::= "a"\n  | "b"\n  | "c"', /^[abc]$/],
  ["escapes", 'root ::= "\\"" [\\]x\\x41] "\\n"', /^"[\]xA]\n$/],
  ["an empty alternative", 'root ::= "a" ("b" | ) "c"', /^ab?c$/],
  ["a repetition of what never ends", 'root ::= "a" b*\nb ::= "x" b', /^a$/],
  ["recursion", 'root ::= "(" root ")" | "x"', /^\(*x\)*$/],
])("derives a text with %s", (_case, grammar, expected) => {
  for (let seed = 0; seed < 50; seed += 1) expect(derive(grammar, seed)).toMatch(expected);
});

test.each([
  ["no root", 'start ::= "a"'],
  ["a rule that is missing", "root ::= other"],
  ["a rule that never ends", 'root ::= "a" root'],
  ["an open literal", 'root ::= "a'],
  ["an open class", "root ::= [a"],
  ["groups without end", `root ::= ${"(".repeat(10_000)}`],
  ["too long a text", 'root ::= a{900}\na ::= b{900}\nb ::= "x"{900}'],
])("refuses a grammar with %s", (_case, grammar) => {
  expect(() => derive(grammar, 1)).toThrow(GrammarError);
});

test.each([
  ['root ::= [] "x"', "Failed to parse grammar: empty character class at character 11"],
  ['root ::= "a" foo', "Undefined rule identifier 'foo'"],
  ['root ::= a\na ::= "x" | foo', "Undefined rule identifier 'foo'"],
  ['root ::= "a" root', "Rule 'root' never comes to an end"],
])("says what is wrong with %j", (grammar, message) => {
  expect(() => derive(grammar, 1)).toThrow(message);
});
