import * as fc from "fast-check";
import { expect, test } from "vitest";
import { SeededRandom } from "../../src/random/seeded-random.js";
import { deriveText } from "../../src/grammar/derive.js";
import { parseGrammar } from "../../src/grammar/parse.js";

/**
 * A piece of a grammar twice: as GBNF, and as what it matches, which is written here by itself: from a
 * position of the text to all where it can end.
 */
interface Piece {
  gbnf: string;
  ends: (text: readonly string[], at: number, rules: Rules) => number[];
}

type Rules = Readonly<Record<string, Piece>>;

const CHARACTERS = ["a", "b", '"', "\\", "\n", "\t", "]", "[", "-", "é", "中", "🙂", " "];

const unicode = (character: string): string =>
  `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`;

/** Some of the ways in which a character may be written. */
function spelling(character: string, way: number): string {
  const named: Record<string, string> = {
    "\n": "\\n",
    "\t": "\\t",
    '"': '\\"',
    "\\": "\\\\",
    "]": "\\]",
    "[": "\\[",
  };
  const code = character.codePointAt(0) ?? 0;
  const ways = [named[character] ?? (character === "-" ? "\\x2d" : character), unicode(character)];
  if (code < 0x100) ways.push(`\\x${code.toString(16).padStart(2, "0")}`);
  if (code < 0x10000) ways.push(`\\u${code.toString(16).padStart(4, "0")}`);
  return ways[way % ways.length] ?? character;
}

const spelled = fc.tuple(fc.constantFrom(...CHARACTERS), fc.nat(9));

const literal: fc.Arbitrary<Piece> = fc.array(spelled, { maxLength: 3 }).map((characters) => ({
  gbnf: `"${characters.map(([one, way]) => spelling(one, way)).join("")}"`,
  ends: (text, at) =>
    characters.every(([one], index) => text[at + index] === one) ? [at + characters.length] : [],
}));

const one = (gbnf: string, has: (character: string) => boolean): Piece => ({
  gbnf,
  ends: (text, at) => (at < text.length && has(text[at] ?? "") ? [at + 1] : []),
});

const characterClass: fc.Arbitrary<Piece> = fc
  .tuple(fc.boolean(), fc.array(spelled, { minLength: 1, maxLength: 3 }))
  .map(([negated, members]) => {
    const inner = members.map(([character, way]) => spelling(character, way)).join("");
    const isMember = (character: string): boolean =>
      members.some(([member]) => member === character);
    return one(`[${negated ? "^" : ""}${inner}]`, (character) => isMember(character) !== negated);
  });

const range: fc.Arbitrary<Piece> = fc
  .constantFrom(
    ["a-f", "a", "f"],
    ["0-9", "0", "9"],
    ["\\u4e00-\\u9fff", "一", "鿿"],
    ["À-ÿ", "À", "ÿ"],
  )
  .map(([gbnf = "", low = "", high = ""]) =>
    one(`[${gbnf}]`, (character) => character >= low && character <= high),
  );

const anything = fc.constant(one(".", () => true));

function repeated(piece: Piece, gbnf: string, min: number, max: number): Piece {
  return {
    gbnf: `(${piece.gbnf})${gbnf}`,
    ends: (text, start, rules) => {
      let at = [start];
      const found = new Set(min === 0 ? at : []);
      for (let round = 1; round <= max && at.length > 0; round += 1) {
        const ends = new Set(at.flatMap((position) => piece.ends(text, position, rules)));
        // Beyond the smallest number only new positions lead anywhere.
        at = [...ends].filter((position) => round < min || !found.has(position));
        if (round >= min) for (const position of at) found.add(position);
      }
      return [...found];
    },
  };
}

/** Each piece answers once for a position: rules that use each other would ask exponentially often. */
function remembered(piece: Piece): Piece {
  const known = new WeakMap<readonly string[], Map<number, number[]>>();
  return {
    ...piece,
    ends(text, at, rules) {
      const answers = known.get(text) ?? new Map<number, number[]>();
      known.set(text, answers);
      const ends = answers.get(at) ?? piece.ends(text, at, rules);
      answers.set(at, ends);
      return ends;
    },
  };
}

const { piece } = fc.letrec<{ piece: Piece }>((tie) => ({
  piece: fc
    .oneof(
      { maxDepth: 3, withCrossShrink: true },
      literal,
      characterClass,
      range,
      anything,
      // Behind a character, so that a rule that leads back to itself moves on.
      fc.constantFrom("one", "two").map((name): Piece => ({
        gbnf: `"<" ${name}`,
        ends: (text, at, rules) =>
          text[at] === "<" ? (rules[name]?.ends(text, at + 1, rules) ?? []) : [],
      })),
      fc
        .array(tie("piece"), { minLength: 1, maxLength: 3 })
        .map((pieces): Piece => ({
          gbnf: pieces.map(({ gbnf }) => gbnf).join(" # and\n  "),
          ends: (text, start, rules) =>
            pieces.reduce<number[]>(
              (at, { ends }) => [...new Set(at.flatMap((position) => ends(text, position, rules)))],
              [start],
            ),
        }))
        .map((sequence) => ({ ...sequence, gbnf: `(${sequence.gbnf})` })),
      fc.array(tie("piece"), { minLength: 1, maxLength: 3 }).map((pieces): Piece => ({
        gbnf: `(${pieces.map(({ gbnf }) => gbnf).join(" |\n ")})`,
        ends: (text, at, rules) => [
          ...new Set(pieces.flatMap(({ ends }) => ends(text, at, rules))),
        ],
      })),
      fc
        .tuple(tie("piece"), fc.constantFrom("*", "+", "?"))
        .map(([inner, sign]) =>
          repeated(inner, sign, sign === "+" ? 1 : 0, sign === "?" ? 1 : Infinity),
        ),
      fc
        .tuple(tie("piece"), fc.nat(3), fc.nat(2), fc.boolean())
        .map(([inner, min, more, open]) =>
          repeated(
            inner,
            open ? `{${min},}` : `{${min},${min + more}}`,
            min,
            open ? Infinity : min + more,
          ),
        ),
    )
    .map(remembered),
}));

const grammar = fc.record({ root: piece, one: piece, two: piece });

const LONGEST_JUDGED = 150;

test("whatever the grammar, the text that is emitted is of it", () => {
  let derived = 0;
  fc.assert(
    fc.property(grammar, fc.nat(), (rules, seed) => {
      const source = Object.entries(rules)
        .map(([name, { gbnf }]) => `${name} ::= ${gbnf}\n`)
        .join("");
      let text: string;
      try {
        text = deriveText(parseGrammar(source), new SeededRandom(seed));
      } catch (error) {
        // Rules that only lead to each other have no text.
        expect(String(error)).toMatch(/never comes to an end/);
        return;
      }
      derived += 1;
      // The judge above takes every way through a text: long ones take it minutes.
      fc.pre(text.length <= LONGEST_JUDGED);
      const characters = [...text];
      const ends = rules.root.ends(characters, 0, rules);
      expect(ends, `${JSON.stringify(text)} of ${source}`).toContain(characters.length);
    }),
    { numRuns: 400 },
  );
  expect(derived).toBeGreaterThan(200);
});
