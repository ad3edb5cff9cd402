import type { DataPath, Mistake } from "../files/mistake.js";
import { CONDITION_KEYS, prepareCondition } from "./conditions.js";
import type { Script, ScriptAnswer, ScriptCondition } from "./script.js";

/** What a description cannot say: patterns that cannot be read, keys that exclude each other. */
export function scriptMistakes(scripts: readonly Script[]): Mistake[] {
  return scripts.flatMap((script, index) => at([index], mistakesOf(script)));
}

function mistakesOf(script: Script): Mistake[] {
  const { when, answer, turns = [] } = script;
  const only = (answer === undefined) === (script.turns === undefined);
  return [
    ...(only ? [{ path: [], message: "needs either `answer` or `turns`" }] : []),
    ...at(["when"], conditionMistakes(when)),
    ...at(["answer"], answerMistakes(answer)),
    ...turns.flatMap((turn, index) =>
      at(
        ["turns", index],
        [
          ...answerMistakes(turn),
          ...at(["when"], conditionMistakes(partsOf(turn)?.when)),
          ...(partsOf(turn)?.error !== undefined && index < turns.length - 1
            ? [{ path: ["error"], message: ERROR_MIDWAY }]
            : []),
        ],
      ),
    ),
  ];
}

const ERROR_MIDWAY =
  "leaves no message in the history, so that the next turn would never come; " +
  "for an error that passes use a fault with `times`";

function conditionMistakes(when: ScriptCondition = {}): Mistake[] {
  return CONDITION_KEYS.filter((key) => when[key] !== undefined).flatMap((key) => {
    try {
      prepareCondition(key, when[key]);
      return when[key] === true && key === "tools"
        ? [{ path: [key], message: "must be names of tools, or false" }]
        : [];
    } catch (error) {
      return [{ path: [key], message: error instanceof Error ? error.message : String(error) }];
    }
  });
}

/** Kinds of answers; one answer is of one kind. */
const KINDS: (keyof ScriptAnswer)[][] = [
  ["content", "reasoning", "toolCalls", "finishReason", "usage", "pieces", "logprobs", "choices"],
  ["error"],
  ["embeddings"],
  ["scores"],
];

function answerMistakes(answer: unknown): Mistake[] {
  const parts = partsOf(answer);
  if (parts === undefined) return [];
  const kinds = KINDS.filter((keys) => keys.some((key) => parts[key] !== undefined));
  const beside = ["content", "toolCalls", "pieces", "logprobs"] as const;
  const said = parts.content ?? "";
  return [
    ...(kinds.length > 1
      ? [{ path: [], message: `holds ${kinds.map(([key]) => key).join(" and ")}: one is enough` }]
      : []),
    ...(parts.choices !== undefined && beside.some((key) => parts[key] !== undefined)
      ? [{ path: ["choices"], message: "holds all of the answer: nothing is said beside it" }]
      : []),
    ...(["pieces", "logprobs"] as const)
      .filter((key) => parts[key] !== undefined && said !== "" && joined(parts[key]) !== said)
      .map((key) => ({ path: [key], message: "must join to the `content`, or be without it" })),
  ];
}

function joined(parts: ScriptAnswer["pieces"] | ScriptAnswer["logprobs"]): string {
  return (parts ?? []).map((part) => (typeof part === "string" ? part : part.token)).join("");
}

function partsOf(answer: unknown): (ScriptAnswer & { when?: ScriptCondition }) | undefined {
  return typeof answer === "object" && answer !== null ? answer : undefined;
}

function at(path: DataPath, mistakes: Mistake[]): Mistake[] {
  return mistakes.map((mistake) => ({ ...mistake, path: [...path, ...mistake.path] }));
}
