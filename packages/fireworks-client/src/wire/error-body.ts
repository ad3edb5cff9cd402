/**
 * The bodies Fireworks answers with when it refuses. Section 5.2 of the wire contract lists where
 * each was seen; a client has to read them all, and plain text and HTML besides.
 */

/** Inference, validation (E1) and the gateway in front of it (E2, E3, E5). */
export interface ErrorEnvelope {
  error: ErrorObject | string;
  request_id?: string | null;
}

export interface ErrorObject {
  message: string;
  object?: "error";
  type?: string | null;
  code?: string | number | null;
  param?: string | null;
}

/** E7: the form OpenAPI documents for 422. */
export interface ValidationErrorBody {
  detail: string | { loc?: (string | number)[]; msg?: string; type?: string }[];
}

/** E8: the control plane (gRPC gateway). */
export interface GrpcErrorBody {
  code: number;
  message: string;
  details?: unknown[];
}
