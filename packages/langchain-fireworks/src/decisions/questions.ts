import type { Question } from "@langchain/core/decisions";
import type { ContentBlock } from "@langchain/core/messages";
import type { ResponseFormat } from "fireworks-client/wire";
import { inputError } from "../errors/input-error.js";
import { choiceGrammar } from "../structured/grammar.js";
import { contentUnder, textBlock } from "./state-content.js";

/** A question whose answer is one of some codes, each of which begins unlike all others. */
export interface CodedQuestion {
  codes: readonly string[];
  /** What the codes stand for, in their order. */
  options: readonly unknown[];
  /** @param probabilities - Of the codes, in their order. */
  answer(probabilities: readonly number[]): object;
}

/** One character each: the alternatives of a single token then tell them all apart. */
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** A question that is answered by choosing; `undefined` for a box, which is measured. */
export function codedQuestion(question: Question): CodedQuestion | undefined {
  switch (question.type) {
    case "noul":
      return noul(question);
    case "choice":
      return choice(question);
    case "score":
      return score(question);
    default:
      return undefined;
  }
}

function noul({ criteria }: Extract<Question, { type: "noul" }>): CodedQuestion {
  return {
    codes: ["yes", "no"],
    options: [criteria?.true ?? null, criteria?.false ?? null],
    answer: ([yes = 0]) => ({ type: "noul", noul: yes }),
  };
}

function choice({ criteria }: Extract<Question, { type: "choice" }>): CodedQuestion {
  const labels = Object.keys(criteria);
  return {
    codes: lettersFor(labels.length),
    options: Object.entries(criteria).map(([label, meaning]) =>
      meaning === null ? label : { [label]: meaning },
    ),
    answer: (probabilities) => {
      const confidence = Math.max(...probabilities);
      return {
        type: "choice",
        choice: labels[probabilities.indexOf(confidence)],
        probabilities: Object.fromEntries(labels.map((label, at) => [label, probabilities[at]])),
        confidence,
      };
    },
  };
}

function score({ criteria }: Extract<Question, { type: "score" }>): CodedQuestion {
  return {
    codes: lettersFor(criteria.length),
    options: criteria,
    answer: (probabilities) => ({
      type: "score",
      score: probabilities.reduce((sum, probability, level) => sum + level * probability, 0),
      legend: { ...criteria },
      probabilities: { ...probabilities },
      confidence: Math.max(...probabilities),
    }),
  };
}

function lettersFor(count: number): string[] {
  if (count <= LETTERS.length) return LETTERS.slice(0, count);
  throw inputError(`A question has ${count} options, and there are letters for 26.`, {
    field: "criteria",
    code: "too_many_options",
    hint: "Ask in two steps: first for a group, then within it.",
  });
}

/** The question as the model reads it. */
export function questionContent(question: Question): ContentBlock[] {
  const asked = contentUnder("Question", question.instructions);
  const coded = codedQuestion(question);
  if (coded === undefined) return [...asked, textBlock(BOX_RULES)];
  const { codes, options } = coded;
  const listed = codes.map((code, at) => [code, options[at] ?? null] as const);
  const said = contentUnder("Possible answers", Object.fromEntries(listed));
  return [...asked, ...said, textBlock(`Answer with one of ${codes.join(", ")} and nothing else.`)];
}

const BOX_RULES =
  "Answer with the box around it as JSON: top, bottom, left and right as fractions of the image's height and width, from 0 to 1, measured from its top left corner.";

const fraction = { type: "number", minimum: 0, maximum: 1 };
const BOX_SCHEMA = {
  type: "object",
  properties: { top: fraction, bottom: fraction, left: fraction, right: fraction },
  required: ["top", "bottom", "left", "right"],
  additionalProperties: false,
};

/** What holds the answer to its form. */
export function answerFormat(question: Question): ResponseFormat {
  const coded = codedQuestion(question);
  return coded === undefined
    ? { type: "json_schema", json_schema: { name: "box", schema: BOX_SCHEMA } }
    : { type: "grammar", grammar: choiceGrammar(...coded.codes).gbnf };
}
