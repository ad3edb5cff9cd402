import type { GatewayStatus } from "./datasets.js";

/** `GET /v1/accounts` on the control plane: the accounts a key belongs to. */
export interface AccountList {
  accounts?: Account[];
  /** Empty or absent on the last page. */
  nextPageToken?: string;
  totalSize?: number;
}

/** `GET /v1/accounts/{account}`. */
export interface Account {
  /** `accounts/{account}`. */
  name: string;
  displayName?: string;
  /** RFC 3339. */
  createTime?: string;
  updateTime?: string;
  accountType?: string;
  email?: string;
  /** `CREATING`, `READY`, `UPDATING`, `DELETING`. */
  state?: string;
  status?: GatewayStatus;
  /** `UNSUSPENDED`, `FAILED_PAYMENTS`, `CREDIT_DEPLETED`… */
  suspendState?: string;
}
