import type { RequestLimits } from "./read-request.js";
import { gatewayError, type Refusal } from "./refusal.js";

/** Contract 2.9. The gateway sees this before the request is validated, hence its envelope. */
export function checkNonStreamCap(
  body: Readonly<Record<string, unknown>>,
  { maxNonStreamTokens: cap }: RequestLimits,
): Refusal | undefined {
  if (body["stream"] === true) return undefined;
  const asked = body["max_tokens"] ?? body["max_completion_tokens"];
  if (typeof asked !== "number" || asked <= cap) return undefined;
  const message = `Requests with max_tokens > ${cap} must have stream=true`;
  return gatewayError(400, { message, param: "max_tokens", code: "BAD_REQUEST" }).at(
    "max_tokens",
    `Ask for a stream, or for at most ${cap} tokens.`,
  );
}
