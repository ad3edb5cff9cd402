import type { EstimateCostResponse, Money } from "fireworks-client/wire";
import { ownAccount } from "../accounts/account-access.js";
import type { StoredDataset } from "../datasets/stored-dataset.js";
import type { GatewayHandler } from "../gateway-route.js";
import { readJobRequest } from "./read-job-request.js";

/** Made up: the contract has no price of a training. */
const DOLLARS_PER_MILLION_TOKENS = 0.5;

/** As the datasets count them. */
const BYTES_PER_TOKEN = 4;

const NANOS = 1_000_000_000;

/** Every token once an epoch. */
export function costOf({ bytes }: StoredDataset, epochs: number): Money {
  const tokens = Math.ceil(bytes / BYTES_PER_TOKEN) * epochs;
  const nanos = Math.round((tokens * DOLLARS_PER_MILLION_TOKENS * NANOS) / 1_000_000);
  return {
    currencyCode: "USD",
    units: String(Math.floor(nanos / NANOS)),
    nanos: nanos % NANOS,
  };
}

/** `POST …:estimateCost`: what the same body would cost, if it were created. */
export const estimateCost: GatewayHandler = (call): EstimateCostResponse => {
  const { dataset, epochs } = readJobRequest(call, ownAccount(call));
  return { estimatedCost: costOf(dataset, epochs) };
};
