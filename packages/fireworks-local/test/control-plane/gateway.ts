import type { FireworksLocal, FireworksLocalOptions } from "fireworks-local";
import { local } from "../local.js";
import { Clock } from "./gateway-client.js";

export { KIMI } from "./gateway-client.js";

export type Json = Record<string, unknown>;

/** Calls the control plane below `/v1/accounts`; without a body none is sent. */
export async function call<Answer = Json>(
  server: FireworksLocal,
  method: string,
  path: string,
  body?: unknown,
): Promise<[status: number, answer: Answer]> {
  const response = await server.fetch(`${server.url}/v1/accounts${path}`, {
    method,
    headers: { authorization: "Bearer fw_any" },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return [response.status, JSON.parse(text) as Answer];
}

/** A server whose clock the test moves: `clock.ms += 60_000`. */
export function clocked(options: FireworksLocalOptions = {}): {
  server: FireworksLocal;
  clock: Clock;
} {
  const clock = new Clock();
  clock.ms = Date.parse("2026-08-30T10:00:00Z");
  return { server: local({ ...options, now: clock.now }), clock };
}

export const refused = (status: number, code: number, message: unknown): unknown => [
  status,
  { code, message, details: [] },
];
