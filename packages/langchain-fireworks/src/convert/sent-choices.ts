import { FireworksError } from "fireworks-client";
import { isRecord } from "./unknown-values.js";

/**
 * The choices of a whole answer, in the order of their indices.
 *
 * @throws FireworksError without any: a proxy may answer 200 with JSON of its own.
 */
export function sentChoices<Choice extends { index?: number | null }>(answer: {
  choices: Choice[];
}): Choice[] {
  const sent: unknown = answer.choices;
  const choices = Array.isArray(sent) ? answer.choices.filter(isRecord) : [];
  if (choices.length === 0) {
    throw new FireworksError(
      "The answer holds no choice. Check that the base URL points at Fireworks.",
      { code: "no_choices" },
    );
  }
  return choices.toSorted((left, right) => (left.index ?? 0) - (right.index ?? 0));
}
