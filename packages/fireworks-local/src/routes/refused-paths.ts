import { gatewayError, type Refusal } from "../requests/refusal.js";

export function pathNotFound(path: string): Refusal {
  return gatewayError(404, { message: `Path not found: ${path}`, code: "NOT_FOUND" });
}

/** The refusal carries the `Allow` header that goes with a 405. */
export function methodNotAllowed(method: string, allowed: string[]): Refusal {
  const names = allowed.join(", ");
  const message = `Method ${method} is not allowed here, use ${names}`;
  return gatewayError(405, { message, code: "METHOD_NOT_ALLOWED" }, { allow: names });
}
