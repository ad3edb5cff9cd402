import { invalidRequest, type Refusal } from "./refusal.js";

/** The text that clients recognise a context overflow by (contract 5.3). */
export function promptTooLong(tokens: number, window: number): Refusal {
  return invalidRequest(
    `The prompt is too long: ${tokens}, model maximum context length: ${window}`,
  ).at("", "Send less, or ask a model with a longer context.");
}
