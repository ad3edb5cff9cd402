import { ownAccount, readableAccount } from "../accounts/account-access.js";
import type { GatewayCall } from "../gateway-call.js";
import { datasetName, type StoredDataset } from "./stored-dataset.js";

/** The dataset in the path, to be read. Throws NOT_FOUND, and PERMISSION_DENIED. */
export function findDataset(call: GatewayCall): StoredDataset {
  return call.state.datasets.get(nameBelow(readableAccount(call), call));
}

/** The same, to be changed. */
export function ownDataset(call: GatewayCall): StoredDataset {
  return call.state.datasets.get(nameBelow(ownAccount(call), call));
}

function nameBelow(account: string, { params }: GatewayCall): string {
  return datasetName(account, params["dataset"] ?? "");
}
