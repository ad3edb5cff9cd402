import type { GatewayRoute } from "../gateway-route.js";
import { createDataset } from "./create-dataset.js";
import {
  deleteDataset,
  getDataset,
  getDownloadEndpoint,
  listDatasets,
  patchDataset,
} from "./read-datasets.js";
import { splitDataset } from "./split-dataset.js";
import { getUploadEndpoint, uploadDataset, validateUpload } from "./upload-dataset.js";

const ALL = "/v1/accounts/{account}/datasets";
const ONE = `${ALL}/{dataset}`;

/** Contract 7.2. */
export const datasetRoutes: readonly GatewayRoute[] = [
  { method: "POST", template: ALL, handle: createDataset },
  { method: "GET", template: ALL, handle: listDatasets },
  { method: "GET", template: ONE, handle: getDataset },
  { method: "PATCH", template: ONE, handle: patchDataset },
  { method: "DELETE", template: ONE, handle: deleteDataset },
  { method: "POST", template: `${ONE}:upload`, handle: uploadDataset },
  { method: "POST", template: `${ONE}:getUploadEndpoint`, handle: getUploadEndpoint },
  { method: "POST", template: `${ONE}:validateUpload`, handle: validateUpload },
  { method: "GET", template: `${ONE}:getDownloadEndpoint`, handle: getDownloadEndpoint },
  { method: "POST", template: `${ONE}:splitDataset`, handle: splitDataset },
];
