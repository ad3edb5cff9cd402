import { ownAccount, readableAccount } from "../accounts/account-access.js";
import type { GatewayCall } from "../gateway-call.js";
import type { BatchJob } from "./batch-job.js";

/** `account` is `accounts/acme`. */
export function jobName(account: string, nameOrId: string): string {
  return nameOrId.includes("/") ? nameOrId : `${account}/batchInferenceJobs/${nameOrId}`;
}

/** The job in the path, to be read. Throws NOT_FOUND, and PERMISSION_DENIED. */
export function findJob(call: GatewayCall): BatchJob {
  return call.state.jobs.get(jobName(readableAccount(call), call.params["job"] ?? ""));
}

/** The same, to be changed. */
export function ownJob(call: GatewayCall): BatchJob {
  return call.state.jobs.get(jobName(ownAccount(call), call.params["job"] ?? ""));
}
