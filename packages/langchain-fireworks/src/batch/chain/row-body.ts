import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import type { BaseMessage } from "@langchain/core/messages";
import type { BatchInputRow, ChatCompletionRequest } from "fireworks-client/wire";
import { inputMessages } from "../../convert/input-messages.js";
import { inputError } from "../../errors/input-error.js";

/** The body of a row: the job has the model, and an answer that is fetched later is no stream. */
export function rowBodyOf(request: ChatCompletionRequest, model: string): BatchInputRow["body"] {
  const { model: asked, stream: _, stream_options: __, ...body } = request;
  if (asked === model) return body;
  throw inputError(`The row asks ${asked}, and the batch ${model}.`, {
    field: "model",
    code: "other_model",
    hint: "All rows of a job have one model: make a batch for each.",
  });
}

/** What came before the model gives it; a model by itself is given the input. */
export function promptMessages(given: unknown): BaseMessage[] {
  const isPrompt = typeof given === "string" || Array.isArray(given) || isPromptValue(given);
  if (isPrompt) return inputMessages(given as BaseLanguageModelInput);
  throw inputError("The model's input is neither a text nor messages nor a prompt value.", {
    field: "input",
    code: "not_a_prompt",
    hint: "Put a prompt before the model, e.g. `prompt.pipe(llm)`, or give texts or lists of messages.",
  });
}

function isPromptValue(given: unknown): boolean {
  return typeof given === "object" && given !== null && "toChatMessages" in given;
}
