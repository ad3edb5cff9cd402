import { gatewayError, type Refusal } from "../requests/refusal.js";
import type { Target } from "./target.js";

export interface Sending {
  method: "GET" | "POST";
  /** Below the upstream's base. */
  path: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

const MAX_REDIRECTS = 3;

/**
 * One request to the upstream. Throws 502 or 504 (E2) when nothing answers, and the signal's reason
 * when the client leaves.
 */
export async function send(target: Target, sending: Sending): Promise<Response> {
  let url = target.urlOf(sending.path);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const response = await fetchOnce(target, url, sending);
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) return response;
    await response.body?.cancel();
    url = redirected(target, sending, { status: response.status, from: url, location });
  }
  throw unreachable(502, target, `it redirected more than ${MAX_REDIRECTS} times`);
}

async function fetchOnce(
  target: Target,
  url: string,
  { method, headers, body, signal }: Sending,
): Promise<Response> {
  try {
    return await target.fetch(url, { method, headers, body, signal, redirect: "manual" });
  } catch (error) {
    signal.throwIfAborted();
    const code = codeOf(error);
    const status = /TIMEOUT|TIMEDOUT/i.test(code) ? 504 : 502;
    throw unreachable(status, target, code);
  }
}

/** The key stays with the host it was meant for, and a POST stays one: only 307 and 308 keep both. */
function redirected(
  target: Target,
  { method }: Sending,
  { status, from, location }: { status: number; from: string; location: string },
): string {
  const next = URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (next === undefined || next.origin !== new URL(from).origin)
    throw unreachable(502, target, "it redirects to another host, which is not followed");
  if (method === "POST" && status !== 307 && status !== 308)
    throw unreachable(502, target, `it redirects a POST with ${status}; give the final URL`);
  return next.href;
}

/** A whole body. Throws 502 when the upstream breaks off. */
export async function textOf(response: Response, target: Target): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw unreachable(502, target, `its answer broke off (${codeOf(error)})`);
  }
}

/** Not the error's own text: it may hold the URL with its credentials. */
function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown; errors?: { code?: unknown }[] } };
  const code = cause?.code ?? cause?.errors?.[0]?.code ?? (error as { name?: unknown }).name;
  return typeof code === "string" ? code : "the connection failed";
}

function unreachable(status: number, target: Target, why: string): Refusal {
  return gatewayError(status, {
    message: `The upstream ${target.shownUrl} gave no answer: ${why}`,
    code: status === 504 ? "GATEWAY_TIMEOUT" : "BAD_GATEWAY",
  });
}
