import type { TokenLogprob } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { choiceProbabilities } from "../../src/decisions/choice-probabilities.js";

const at = (token: string, others: Record<string, number>): TokenLogprob => ({
  token,
  logprob: Math.log(others[token] ?? 0.5),
  top_logprobs: Object.entries(others).map(([name, p]) => ({ token: name, logprob: Math.log(p) })),
});

const rounded = (values: number[] | undefined) => values?.map((value) => Number(value.toFixed(3)));

test.each<[string, string[], string, TokenLogprob[], number[] | undefined]>([
  ["two choices", ["yes", "no"], "yes", [at("yes", { yes: 0.8, no: 0.2 })], [0.8, 0.2]],
  [
    "other words are left out of the sum",
    ["yes", "no"],
    "yes",
    [at("yes", { yes: 0.6, no: 0.2, Maybe: 0.2 })],
    [0.75, 0.25],
  ],
  [
    "case, blanks and beginnings count",
    ["yes", "no"],
    "yes",
    [at("yes", { yes: 0.3, Yes: 0.2, " YES": 0.1, y: 0.1, No: 0.3 })],
    [0.7, 0.3],
  ],
  [
    "a choice that is not listed gets 0",
    ["A", "B", "C"],
    "B",
    [at("B", { B: 0.9, A: 0.1 })],
    [0.1, 0.9, 0],
  ],
  ["the sampled token need not be listed", ["A", "B"], "B", [at("B", { A: 0.5 })], [0.5, 0.5]],
  [
    "an answer of several tokens",
    ["yes", "no"],
    "yes",
    [at("ye", { ye: 0.9, no: 0.1 }), at("s", { s: 1 })],
    [0.9, 0.1],
  ],
  [
    "tokens of reasoning before, blanks and an end mark behind",
    ["A", "B"],
    "A",
    [
      at("A", { A: 0.1, B: 0.9 }),
      at(" is", { " is": 1 }),
      at(" A", { " A": 0.7, " B": 0.3 }),
      at("\n", { "\n": 1 }),
      at("<end>", { "<end>": 1 }),
    ],
    [0.7, 0.3],
  ],
  ["no tokens at all", ["A", "B"], "A", [], undefined],
  [
    "tokens that do not spell the answer",
    ["A", "B"],
    "A",
    [at("x", { A: 0.5, B: 0.5 })],
    undefined,
  ],
])("D41 %s", (_case, choices, answer, tokens, expected) => {
  expect(rounded(choiceProbabilities(choices, answer, tokens))).toEqual(expected);
});
