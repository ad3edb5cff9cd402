import type { GatewayStatus } from "fireworks-client/wire";
import { object, oneOf, optional, type Shape, string } from "../../requests/shape.js";

/** The names of gRPC's codes, as `status.code` of a resource has them (contract 7.1). */
export const STATUS_CODES = [
  "OK",
  "CANCELLED",
  "UNKNOWN",
  "INVALID_ARGUMENT",
  "DEADLINE_EXCEEDED",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "PERMISSION_DENIED",
  "UNAUTHENTICATED",
  "RESOURCE_EXHAUSTED",
  "FAILED_PRECONDITION",
  "ABORTED",
  "OUT_OF_RANGE",
  "UNIMPLEMENTED",
  "INTERNAL",
  "UNAVAILABLE",
  "DATA_LOSS",
] as const;

export const statusShape: Shape = object({
  code: optional(oneOf(...STATUS_CODES)),
  message: optional(string),
});

export const OK_STATUS: GatewayStatus = { code: "OK", message: "" };
