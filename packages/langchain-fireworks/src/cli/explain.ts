import { FireworksError } from "fireworks-client";

/** An error in words for someone who reads a terminal: what happened and what to do. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = error.message;
  if (!FireworksError.isInstance(error)) return said;
  const { requestId } = error;
  return requestId === undefined || said.includes(requestId)
    ? said
    : `${said} (request ${requestId})`;
}
