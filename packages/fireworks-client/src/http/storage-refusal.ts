import { FireworksStorageError } from "../errors/storage-error.js";
import { redact } from "../errors/redact.js";
import type { Refusal } from "./refusal.js";
import type { ResponseInfo } from "./response-info.js";
import { decideByStatus, isRetryableStatus } from "./retry.js";
import { parseRetryAfterMs } from "./retry-after.js";

/** The typed error for what a storage answered to a signed address. Never throws. */
export function storageRefusal(refusal: Refusal): FireworksStorageError {
  const { info, bodyText, secrets, nowMs, url = "" } = refusal;
  const { status, requestId, headers } = info;
  const retryAfterMs = parseRetryAfterMs(headers, nowMs);
  const failed = status >= 500 || isRetryableStatus(status);
  const said = wordsOf(redact(bodyText, secrets));
  const { origin } = new URL(url);
  const hint = failed ? "Try again." : "Ask for a new address: they live about ten minutes.";
  return new FireworksStorageError(
    `The storage at ${origin} ${failed ? "failed" : "refused the signed address"}`,
    {
      said,
      status,
      requestId,
      hint,
      headers,
      origin,
      retryAfterMs,
      code: failed ? "storage_failed" : "signed_url_refused",
      body: said,
      retryable: decideByStatus({ status, headers, lasting: false, retryAfterMs }),
    },
  );
}

/** A signed address leads to one object; whoever redirects it wants the bytes to go elsewhere. */
export function storageRedirect({
  info,
  url = "",
}: Omit<Refusal, "bodyText">): FireworksStorageError {
  const { origin } = new URL(url);
  const { status, requestId } = info;
  const target = targetOf(info, url);
  const hint = "Ask for a new address; if it redirects too, report it to Fireworks.";
  return new FireworksStorageError(
    `The signed address at ${origin} redirects${target}, which is not followed`,
    {
      status: status === 0 ? undefined : status,
      requestId,
      hint,
      headers: info.headers,
      origin,
      code: "redirect_refused",
    },
  );
}

/** Only the origin: the rest may be signed, too. */
function targetOf({ headers }: ResponseInfo, url: string): string {
  const location = headers.get("location");
  if (location === null || !URL.canParse(location, url)) return "";
  return ` to ${new URL(location, url).origin}`;
}

const LONGEST_WORDS = 500;

/** Storages answer with XML: `<Error><Code>…</Code><Message>…</Message></Error>`. */
function wordsOf(text: string): string | undefined {
  const part = (name: string): string | undefined =>
    new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1]?.trim();
  const named = [part("Code"), part("Message")].filter(Boolean).join(": ");
  const words = named === "" ? text.trim() : named;
  return words === "" ? undefined : words.slice(0, LONGEST_WORDS);
}
