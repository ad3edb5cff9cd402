import type { GatewayStatus } from "fireworks-client/wire";
import { GRPC_CODES } from "../grpc-refusal.js";
import { object, oneOf, optional, type Shape, string } from "../../requests/shape.js";

/** The names of gRPC's codes, as `status.code` of a resource has them (contract 7.1). */
export const STATUS_CODES: readonly string[] = ["OK", ...GRPC_CODES];

export const statusShape: Shape = object({
  code: optional(oneOf(...STATUS_CODES)),
  message: optional(string),
});

export const OK_STATUS: GatewayStatus = { code: "OK", message: "" };
