import type { Quota } from "fireworks-client/wire";
import {
  int64,
  number,
  object,
  optional,
  outputOnly,
  type Shape,
  string,
  timestamp,
} from "../../requests/shape.js";
import { readableAccount } from "../accounts/account-access.js";
import type { GatewayCall } from "../gateway-call.js";
import type { GatewayHandler } from "../gateway-route.js";
import { grpcRefusal } from "../grpc-refusal.js";
import { listPage } from "../list/list-page.js";
import { readMask } from "../list/read-mask.js";
import { MOST_RESOURCES } from "../resources/resource-store.js";
import type { ControlPlaneState } from "../state.js";

export const quotaShape: Shape = object({
  name: outputOnly(string),
  value: optional(int64),
  maxValue: optional(int64),
  usage: outputOnly(number),
  updateTime: outputOnly(timestamp),
});

/** What this server itself limits: no source has the names of Fireworks' quotas. */
const COUNTED: Readonly<Record<string, (state: ControlPlaneState, account: string) => number>> = {
  "batch-inference-jobs": ({ jobs }, account) => jobs.under(account).length,
  datasets: ({ datasets }, account) => datasets.under(account).length,
  "deployed-models": ({ deployedModels }, account) => deployedModels.under(account).length,
  models: ({ models }, account) => models.under(account).length,
  "supervised-fine-tuning-jobs": (state, account) => state.fineTuningJobs.under(account).length,
};

/** Nothing changes them. */
const SET = "2026-01-01T00:00:00Z";

function quotasOf(call: GatewayCall): Quota[] {
  const account = readableAccount(call);
  const value = String(MOST_RESOURCES);
  return Object.entries(COUNTED).map(([id, count]) => {
    const usage = count(call.state, account);
    return { name: `${account}/quotas/${id}`, value, maxValue: value, usage, updateTime: SET };
  });
}

/** `GET /quotas`. */
export const listQuotas: GatewayHandler = (call) =>
  listPage({ plural: "quotas", shape: quotaShape }, quotasOf(call), call.query);

/** `GET …/quotas/{quota}`. */
export const getQuota: GatewayHandler = (call) => {
  const mask = readMask(call.query["readMask"] ?? "", quotaShape);
  const id = `/quotas/${call.params["quota"] ?? ""}`;
  const quota = quotasOf(call).find(({ name }) => name.endsWith(id));
  if (quota === undefined) throw grpcRefusal("NOT_FOUND", "resource not found");
  return mask(quota);
};
