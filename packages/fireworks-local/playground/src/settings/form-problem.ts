import { parseGrammar } from "../../../src/grammar/parse.js";
import type { AnswerForm } from "../state/settings.js";
import { readJsonText } from "./read-json-text.js";

/** What is wrong with the text of an editor, before the server says so. */
export function formProblem(form: AnswerForm): string | undefined {
  switch (form.kind) {
    case "json_schema":
      return schemaProblem(form.schemaText);
    case "grammar":
      return grammarProblem(form.grammar);
    default:
      return undefined;
  }
}

function schemaProblem(text: string): string | undefined {
  const { value, problem } = readJsonText(text);
  if (problem !== undefined) return problem;
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? undefined
    : "A schema is a JSON object.";
}

function grammarProblem(grammar: string): string | undefined {
  try {
    parseGrammar(grammar);
    return undefined;
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  }
}
