import type { ModelCatalogue } from "../models/catalogue.js";
import type { RateLimits } from "../rate-limits/rate-limits.js";
import type { Shape } from "../requests/shape.js";
import type { AskInference } from "./ask-inference.js";
import { invalidArgument } from "./grpc-refusal.js";
import type { Query } from "./messages/read-query.js";
import { readMessage } from "./messages/read-message.js";
import type { ControlPlaneState } from "./state.js";

/** One request to the control plane, read. */
export interface GatewayCall {
  /** What the template's braces matched: `account`, and the ids of the resources. */
  params: Readonly<Record<string, string>>;
  /** In camelCase, however it was sent. */
  query: Query;
  /** The parsed JSON; undefined when there was none, or it was no JSON. */
  body: unknown;
  /** The body as it came, for what is no JSON: uploads. */
  bytes: Uint8Array;
  /** Its own body was read already. */
  request: Request;
  state: ControlPlaneState;
  catalogue: ModelCatalogue;
  /** What inference may use, and has used. */
  rateLimits: RateLimits;
  /** Milliseconds since 1970. */
  now: number;
  /** Where this server is reached: what signed addresses start with. */
  origin: string;
  /** The server's: the same seed gives the same answers. */
  seed: number;
  /** Whether rows are held to less. */
  lenient: boolean;
  /** Answers what jobs have to ask. */
  ask: AskInference;
}

/** The message in the body; no body at all is an empty message. Throws E8, code 3. */
export function bodyOf<Message>(call: GatewayCall, shape: Shape): Message {
  return readMessage<Message>(jsonOf(call), shape);
}

/** Throws E8 for a body that is no JSON. */
export function jsonOf({ body, bytes }: GatewayCall): unknown {
  if (body === undefined && bytes.length > 0) throw invalidArgument("the body is no valid JSON");
  return body;
}

/**
 * The gateway takes some calls without a body only (contract 7.2). Throws E8. Node shows no body of a
 * `GET`, but its headers tell of one.
 */
export function refuseBody({ bytes, request: { headers } }: GatewayCall): void {
  const isAnnounced =
    Number(headers.get("content-length") ?? 0) > 0 || headers.has("transfer-encoding");
  if (bytes.length > 0 || isAnnounced) throw invalidArgument("this call takes no request body");
}
