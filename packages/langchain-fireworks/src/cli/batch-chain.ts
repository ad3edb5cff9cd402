import { type Runnable, RunnableLambda } from "@langchain/core/runnables";
import { ChatFireworks } from "../chat/chat-model.js";
import type { RunSettings } from "./run-settings.js";
import type { RowFields } from "./input-file.js";
import { messagesOfRow } from "./row-messages.js";
import { CliUsageError } from "./usage-error.js";

/** What a row goes through: its messages, the model, and the reader of its answer if there is a schema. */
export function chainOf(settings: RunSettings): Runnable<RowFields, unknown> {
  const { model, parameters, schema } = settings;
  if (model === undefined) throw new CliUsageError("Say which model answers: --model ID.");
  const llm = new ChatFireworks({ ...parameters, model });
  const answering: Runnable = schema === undefined ? llm : llm.withStructuredOutput(schema);
  return RunnableLambda.from((fields: RowFields) => messagesOfRow(settings, fields)).pipe(
    answering,
  );
}
