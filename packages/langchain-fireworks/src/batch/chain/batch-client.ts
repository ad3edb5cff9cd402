import type { Accounts, BatchInferenceJobs, Datasets } from "fireworks-client";
import { inputError } from "../../errors/input-error.js";

/** The parts of `FireworksClient` that batches use; a client you inject has to have them. */
export interface BatchClient {
  /** Whose datasets and jobs these are. */
  readonly accounts: Pick<Accounts, "resolveId">;
  /** Where rows and answers are kept. */
  readonly datasets: Pick<
    Datasets,
    "create" | "get" | "delete" | "upload" | "waitUntilReady" | "download"
  >;
  /** What answers them. */
  readonly batchInferenceJobs: Pick<BatchInferenceJobs, "create" | "get" | "delete">;
}

/** @throws {@link FireworksConfigurationError} for a client that knows chats alone */
export function requireBatchClient(client: object): BatchClient {
  const { accounts, datasets, batchInferenceJobs } = client as Partial<BatchClient>;
  if (accounts !== undefined && datasets !== undefined && batchInferenceJobs !== undefined) {
    return client as BatchClient;
  }
  throw inputError("The model's client cannot run batch jobs.", {
    field: "client",
    code: "no_batch_client",
    hint: "Give it `accounts`, `datasets` and `batchInferenceJobs`, as `FireworksClient` has them, or leave `client` out.",
  });
}
