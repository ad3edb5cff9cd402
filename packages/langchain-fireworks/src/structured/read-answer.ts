import type { JsonSchema } from "fireworks-client/wire";
import { withoutFilledNulls } from "../convert/filled-nulls.js";
import type { Answer, AnswerSource } from "./answer-source.js";
import { structuredOutputError } from "./describe-failure.js";
import { readJson } from "./json-answer.js";
import type { Check } from "./schema-check.js";
import type { StructuredOutputError } from "./structured-output-error.js";

/** How an answer is read, whatever the method: where its JSON stands, and what it has to be. */
export interface ReadPlan<Output> {
  source: AnswerSource;
  check: Check<Output>;
  /** Set where strict mode made optional properties required: their nulls are taken out again. */
  filledBy: JsonSchema | undefined;
}

/** The object, or the error that says why there is none. */
export type Reading<Output> = { value: Output } | { error: StructuredOutputError };

/** Reads and validates a whole answer. A complete object counts, also where the budget ended with it. */
export async function readAnswer<Output>(
  answer: Answer,
  plan: ReadPlan<Output>,
): Promise<Reading<Output>> {
  const written = plan.source.whole(answer);
  const { text } = written;
  if ("reason" in written) {
    return { error: structuredOutputError({ answer, text, reason: written.reason }) };
  }
  const json = readJson(text);
  if ("why" in json) {
    const partial = withoutNulls(json.partial, plan);
    const init = { answer, text, partial, reason: "invalid_json" as const };
    return { error: structuredOutputError(init, `${json.why}.`) };
  }
  const value = withoutNulls(json.value, plan);
  const checked = await plan.check(value);
  if ("value" in checked) return checked;
  const { issues } = checked;
  const init = { answer, text, partial: value, issues, reason: "invalid_value" as const };
  return { error: structuredOutputError(init) };
}

export function withoutNulls(value: unknown, { filledBy }: ReadPlan<unknown>): unknown {
  return filledBy === undefined ? value : withoutFilledNulls(value, filledBy);
}
