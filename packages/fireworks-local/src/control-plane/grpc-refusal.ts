import { Refusal } from "../requests/refusal.js";

/** gRPC's status codes, and the HTTP status a gRPC gateway gives each (contract 7.1). */
const CODES = {
  CANCELLED: { code: 1, status: 499 },
  UNKNOWN: { code: 2, status: 500 },
  INVALID_ARGUMENT: { code: 3, status: 400 },
  DEADLINE_EXCEEDED: { code: 4, status: 504 },
  NOT_FOUND: { code: 5, status: 404 },
  ALREADY_EXISTS: { code: 6, status: 409 },
  PERMISSION_DENIED: { code: 7, status: 403 },
  RESOURCE_EXHAUSTED: { code: 8, status: 429 },
  FAILED_PRECONDITION: { code: 9, status: 400 },
  ABORTED: { code: 10, status: 409 },
  OUT_OF_RANGE: { code: 11, status: 400 },
  UNIMPLEMENTED: { code: 12, status: 501 },
  INTERNAL: { code: 13, status: 500 },
  UNAVAILABLE: { code: 14, status: 503 },
  DATA_LOSS: { code: 15, status: 500 },
  UNAUTHENTICATED: { code: 16, status: 401 },
} as const;

export type GrpcCode = keyof typeof CODES;

export const GRPC_CODES: readonly string[] = Object.keys(CODES);

/** Envelope E8: how the control plane refuses. */
export function grpcRefusal(name: GrpcCode, message: string): Refusal {
  const { code, status } = CODES[name];
  return new Refusal(status, { code, message, details: [] });
}

/** The commonest of them. */
export function invalidArgument(message: string): Refusal {
  return grpcRefusal("INVALID_ARGUMENT", message);
}

/** As the gateway words it; contract 7.2 and 5.1 have text and status of a wrong method. */
export function wrongMethod(allowed: readonly string[]): Refusal {
  const { code } = CODES.UNIMPLEMENTED;
  const body = { code, message: "Method Not Allowed", details: [] };
  return new Refusal(405, body, { allow: allowed.join(", ") });
}
