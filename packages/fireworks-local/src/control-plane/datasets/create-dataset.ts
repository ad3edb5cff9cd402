import type { CreateDatasetRequest, Dataset, DatasetFields } from "fireworks-client/wire";
import { ownAccount } from "../accounts/account-access.js";
import { bodyOf } from "../gateway-call.js";
import type { GatewayHandler } from "../gateway-route.js";
import { grpcRefusal, invalidArgument } from "../grpc-refusal.js";
import { checkResourceId } from "../resources/resource-id.js";
import { createDatasetShape, ORIGIN_NAMES } from "./dataset-shape.js";
import { datasetName, toDataset } from "./stored-dataset.js";
import { refuseTaken } from "./taken-name.js";

/** `POST /datasets`. */
export const createDataset: GatewayHandler = (call): Dataset => {
  const { state, now } = call;
  const request = bodyOf<CreateDatasetRequest>(call, createDatasetShape);
  if (request.sourceDatasetId !== undefined || request.filter !== undefined)
    throw grpcRefusal("UNIMPLEMENTED", "fireworks-local makes no dataset by filtering another");
  const fields = checkFields(request.dataset);
  const id = checkResourceId("dataset_id", request.datasetId || state.ids.next("dataset-"));
  const name = datasetName(ownAccount(call), id);
  refuseTaken(state, name, now);
  const stored = state.datasets.insert({
    name,
    fields,
    createdAt: now,
    updatedAt: now,
    // What lies elsewhere needs no upload.
    readyAt: fields.externalUrl ? now : undefined,
    files: [],
    announced: [],
    bytes: 0,
  });
  return toDataset(stored, now);
};

/** What no description says: one origin, user uploads when none is given, and a count for those. */
function checkFields(fields: DatasetFields): DatasetFields {
  const origins = originsOf(fields);
  const isUploaded = origins.length === 0 || origins[0] === "userUploaded";
  // The text was observed; the value is not looked at (contract 7.2).
  if (isUploaded && fields.exampleCount === undefined)
    throw invalidArgument("example_count is required for uploaded datasets");
  return origins.length === 0 ? { ...fields, userUploaded: {} } : fields;
}

/** At most one. Throws E8, code 3, for more. */
export function originsOf(fields: DatasetFields): string[] {
  const origins = ORIGIN_NAMES.filter((name) => fields[name] !== undefined);
  if (origins.length <= 1) return origins;
  throw invalidArgument(`a dataset has one origin: ${origins.join(" and ")} exclude each other`);
}
