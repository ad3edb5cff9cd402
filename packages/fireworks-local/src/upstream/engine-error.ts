import { errorText } from "../journal/error-text.js";
import { parseJson } from "../json/parse-json.js";
import { gatewayError, invalidRequest, Refusal } from "../requests/refusal.js";
import { withoutSecrets } from "./secrets.js";
import { textOf } from "./send.js";
import type { Target } from "./target.js";

const LONGEST_TEXT = 2_000;

/** Status → the code of envelope E2; what is missing here is the validation's own envelope, E1. */
const GATEWAY_CODES: Record<number, string> = {
  401: "UNAUTHORIZED",
  402: "PAYMENT_REQUIRED",
  403: "UNAUTHORIZED",
  404: "NOT_FOUND",
  405: "METHOD_NOT_ALLOWED",
  408: "REQUEST_TIMEOUT",
  412: "PRECONDITION_FAILED",
  413: "PAYLOAD_TOO_LARGE",
  502: "BAD_GATEWAY",
  503: "SERVICE_UNAVAILABLE",
  504: "GATEWAY_TIMEOUT",
};

const PASSED_HEADERS = ["retry-after", "retry-after-ms", "x-should-retry"];

/** An engine's refusal in Fireworks' envelope, with the engine's own text and status. */
export async function refusalOf(response: Response, target: Target): Promise<Refusal> {
  const body = await textOf(response, target);
  const { status } = response;
  const said = errorText(parseJson(body)) ?? shortText(body, response);
  const message = withoutSecrets(said, target.secrets).slice(0, LONGEST_TEXT);
  const headers = Object.fromEntries(
    PASSED_HEADERS.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const code = GATEWAY_CODES[status] ?? (status >= 500 ? "INTERNAL_SERVER_ERROR" : undefined);
  if (code !== undefined) return gatewayError(status, { message, code }, headers);
  return new Refusal(status >= 400 ? status : 502, invalidRequest(message).body, headers);
}

/** LM Studio, for one, says status 200 and `{"error": …}` at paths that it does not have. */
export function withoutAnswer(body: unknown, target: Target): Refusal {
  const said = withoutSecrets(errorText(body) ?? "", target.secrets).slice(0, LONGEST_TEXT);
  return gatewayError(502, {
    message: `The upstream ${target.shownUrl} sent no answer: ${said || "what came has none"}`,
    code: "BAD_GATEWAY",
  });
}

/** A proxy's page says nothing to the reader of an error. */
function shortText(body: string, { status, headers }: Response): string {
  const type = headers.get("content-type") ?? "";
  const isPage = type.includes("html") || body.trim() === "" || body.trim().startsWith("<");
  return isPage ? `The upstream answered with status ${status} and no message` : body.trim();
}
