import type { ChatCompletionChoice } from "fireworks-client/wire";

/**
 * `additional_kwargs.refusal`, where LangChain looks for it. Fireworks documents no refusals; this is
 * for the day one is sent.
 */
export function refusalOf(choice: ChatCompletionChoice | undefined): { refusal?: string } {
  const refusal = choice?.message.refusal;
  return typeof refusal === "string" && refusal !== "" ? { refusal } : {};
}
