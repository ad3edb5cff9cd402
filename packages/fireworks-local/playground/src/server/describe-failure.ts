import { FireworksError } from "fireworks-client";
import type { ShownFailure } from "./exchange-event.js";

/** What a program would catch, as far as a person wants to see it. */
export function describeFailure(error: unknown): ShownFailure {
  if (!(error instanceof Error)) return { ...NOTHING_KNOWN, name: "Error", message: String(error) };
  const { name, message } = error;
  if (!FireworksError.isInstance(error)) return { ...NOTHING_KNOWN, name, message };
  const status: unknown = Reflect.get(error, "status");
  return {
    name,
    message,
    status: typeof status === "number" ? status : undefined,
    requestId: error.requestId,
    hint: error.hint,
  };
}

const NOTHING_KNOWN = { status: undefined, requestId: undefined, hint: undefined };
