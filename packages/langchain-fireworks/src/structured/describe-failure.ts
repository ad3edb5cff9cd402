import {
  finishReasonOf,
  StructuredOutputCutError,
  StructuredOutputError,
  type StructuredOutputErrorInit,
  type StructuredOutputFailure,
} from "./structured-output-error.js";

/** How much of an answer a message repeats; all of it is in the error's `text`. */
const LONGEST_QUOTE = 1000;

/** How many issues a message says; all of them are in the error's `issues`. */
const MOST_ISSUES = 20;

/** What happened, by reason. */
const WORDS: Readonly<Record<StructuredOutputFailure, string>> = {
  cut: "The output budget ended before the structured output was complete. Raise `maxTokens`, or ask for less.",
  not_called:
    'The model did not call the tool that holds the structured output. If it cannot call tools, use method "jsonSchema".',
  called_tools: "The model called tools instead of giving the structured output.",
  empty: "The answer has no text to read the structured output from.",
  invalid_json: "The structured output is not valid JSON.",
  invalid_value: "The structured output does not fit.",
};

/** The error for an answer, with what was written and what is wrong in its message. */
export function structuredOutputError(
  init: StructuredOutputErrorInit,
  detail = "",
): StructuredOutputError {
  const reason = isCut(init) ? "cut" : init.reason;
  const parts = [
    WORDS[reason],
    detail,
    issueLines(init),
    refusal(init),
    unusualEnd(init),
    quote(init.text),
  ];
  const message = parts.filter((part) => part !== "").join(" ");
  return reason === "cut"
    ? new StructuredOutputCutError(message, init)
    : new StructuredOutputError(message, init);
}

/** Whatever is missing from an answer that ended with its budget is missing because of that. */
function isCut({ answer, reason }: StructuredOutputErrorInit): boolean {
  return finishReasonOf(answer) === "length" && reason !== "called_tools";
}

function issueLines({ issues = [] }: StructuredOutputErrorInit): string {
  const more = issues.length - MOST_ISSUES;
  return issues
    .slice(0, MOST_ISSUES)
    .map(({ path, message }) => `${path.length === 0 ? "The value" : path.join(".")}: ${message}.`)
    .concat(more > 0 ? `And ${more} more.` : [])
    .join(" ")
    .replaceAll("..", ".");
}

function refusal({ answer }: StructuredOutputErrorInit): string {
  const { refusal: said } = answer.additional_kwargs;
  return typeof said === "string" ? `The model refused: ${JSON.stringify(said)}` : "";
}

function unusualEnd({ answer }: StructuredOutputErrorInit): string {
  const finish = finishReasonOf(answer);
  const isUsual = finish === undefined || ["stop", "length", "tool_calls"].includes(finish);
  return isUsual ? "" : `The answer ended with the finish reason "${finish}".`;
}

function quote(text: string): string {
  if (text === "") return "";
  const shown = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return `It says: ${JSON.stringify(shown)}`;
}
