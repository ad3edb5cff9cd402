import type { Account } from "fireworks-client/wire";
import { object, oneOf, optional, type Shape, string, timestamp } from "../../requests/shape.js";
import type { GatewayCall } from "../gateway-call.js";
import type { GatewayRoute } from "../gateway-route.js";
import { listPage } from "../list/list-page.js";
import { readMask } from "../list/read-mask.js";
import { OK_STATUS, statusShape } from "../messages/status.js";
import { DEFAULT_ACCOUNT, readableAccount } from "./account-access.js";

const accountShape: Shape = object({
  name: optional(string),
  displayName: optional(string),
  createTime: optional(timestamp),
  updateTime: optional(timestamp),
  accountType: optional(oneOf("ACCOUNT_TYPE_UNSPECIFIED", "ENTERPRISE")),
  email: optional(string),
  state: optional(oneOf("STATE_UNSPECIFIED", "CREATING", "READY", "UPDATING", "DELETING")),
  status: optional(statusShape),
  suspendState: optional(string),
});

/** Accounts are older than any test. */
const CREATED = "2026-01-01T00:00:00Z";

function toAccount(name: string): Account {
  const id = name.replace("accounts/", "");
  return {
    name,
    displayName: id,
    createTime: CREATED,
    updateTime: CREATED,
    email: `${id}@example.com`,
    state: "READY",
    status: OK_STATUS,
    suspendState: "UNSUSPENDED",
  };
}

/** The one account of the key: Fireworks' SDK takes it as its own when it is the only one. */
function listAccounts({ state, query }: GatewayCall): unknown {
  const own = toAccount(`accounts/${state.account ?? DEFAULT_ACCOUNT}`);
  return listPage({ plural: "accounts", shape: accountShape }, [own], query);
}

function getAccount(call: GatewayCall): unknown {
  return readMask(call.query["readMask"] ?? "", accountShape)(toAccount(readableAccount(call)));
}

export const accountRoutes: readonly GatewayRoute[] = [
  { method: "GET", template: "/v1/accounts", handle: listAccounts },
  { method: "GET", template: "/v1/accounts/{account}", handle: getAccount },
];
