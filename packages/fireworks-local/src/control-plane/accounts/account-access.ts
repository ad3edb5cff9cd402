import type { GatewayCall } from "../gateway-call.js";
import { grpcRefusal } from "../grpc-refusal.js";
import { checkResourceId } from "../resources/resource-id.js";

/** Everybody may read it, nobody may change it. */
export const PUBLIC_ACCOUNT = "fireworks";

/** The account of every key, where none is set. */
export const DEFAULT_ACCOUNT = "local";

/**
 * `accounts/{account}` of a call that reads. Where an account is set, every other but the public one is
 * PERMISSION_DENIED; where none is, the caller's own id will do, whatever it is.
 */
export function readableAccount({ params, state }: GatewayCall): string {
  const account = params["account"] ?? "";
  const isKnown = account === PUBLIC_ACCOUNT || account === state.account;
  if (!isKnown && state.account !== undefined) throw denied(account);
  if (!isKnown) checkResourceId("account_id", account);
  return `accounts/${account}`;
}

/** `accounts/{account}` of a call that changes something. */
export function ownAccount(call: GatewayCall): string {
  if (call.params["account"] === PUBLIC_ACCOUNT) throw denied(PUBLIC_ACCOUNT);
  return readableAccount(call);
}

function denied(account: string): Error {
  return grpcRefusal("PERMISSION_DENIED", `the API key has no permission on accounts/${account}`);
}
