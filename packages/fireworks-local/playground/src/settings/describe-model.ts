import type { ModelFacts } from "../../../src/admin/admin-answers.js";

const REASONING: Readonly<Record<ModelFacts["reasoning"], string | undefined>> = {
  always: "always reasons",
  "on-request": "reasons on request",
  never: undefined,
};

/** What is known of a model, in one line. */
export function describeModel({ contextLength, inputs, tools, reasoning }: ModelFacts): string {
  const facts = [
    contextLength === undefined ? undefined : `${contextLength.toLocaleString("en")} tokens`,
    inputs.length > 0 ? `reads ${inputs.join(" and ")}` : "reads text",
    tools ? "tools" : undefined,
    REASONING[reasoning],
  ];
  return facts.filter((fact) => fact !== undefined).join(" · ");
}
