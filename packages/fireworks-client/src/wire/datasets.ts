/**
 * Datasets of the control plane (section 7.2 of the wire contract). As everywhere there, 64-bit
 * integers are strings and times are RFC 3339.
 */
export interface Dataset {
  /** `accounts/{account}/datasets/{dataset}`. */
  name: string;
  displayName?: string;
  createTime?: string;
  updateTime?: string;
  /** An e-mail address. */
  createdBy?: string;
  /** `UPLOADING` until the files were found, then `READY`. */
  state?: string;
  status?: GatewayStatus;
  /** As declared when it was made; Fireworks does not count. */
  exampleCount?: string;
  estimatedTokenCount?: string;
  averageTurnCount?: number;
  format?: DatasetFormat;
  /** Exactly one of this and the four origins below is set, or none for the output of a job. */
  userUploaded?: Record<string, never>;
  evaluationResult?: { evaluationJobId: string };
  transformed?: { sourceDatasetId: string; filter?: string; originalFormat?: DatasetFormat };
  splitted?: { sourceDatasetId: string };
  evalProtocol?: Record<string, never>;
  externalUrl?: string;
  /** The job that wrote it. */
  sourceJobName?: string;
  /** Observed, not in the OpenAPI file. */
  encryptionState?: string;
}

/** What the rows of a dataset are; there may be more. */
export type DatasetFormat = "FORMAT_UNSPECIFIED" | "CHAT" | "COMPLETION" | "RL" | (string & {});

/** How a resource is; `code` is the name of a gRPC status. */
export interface GatewayStatus {
  /** `OK`, `INVALID_ARGUMENT`, `INTERNAL`… */
  code?: string;
  message?: string;
}

/** What may be said of a dataset when it is made or changed. */
export type DatasetFields = Partial<
  Pick<
    Dataset,
    | "displayName"
    | "exampleCount"
    | "format"
    | "userUploaded"
    | "evaluationResult"
    | "transformed"
    | "splitted"
    | "evalProtocol"
    | "externalUrl"
    | "sourceJobName"
  >
>;

/** `POST /v1/accounts/{account}/datasets`. */
export interface CreateDatasetRequest {
  /** Generated when left out. */
  datasetId?: string;
  /** `exampleCount` is required for `userUploaded`. */
  dataset: DatasetFields;
  /** Makes a dataset by filtering this one. */
  sourceDatasetId?: string;
  filter?: string;
}

/** The answer of `POST …/datasets/{dataset}:upload`, whose body is multipart with the part `file`. */
export interface DatasetUpload {
  /** The full name of the dataset. */
  id: string;
  object: "file";
  bytes: number;
  /** Unix seconds. */
  created_at: number;
  filename: string;
  purpose: "dataset";
}

/** `POST …/datasets/{dataset}:getUploadEndpoint`. */
export interface DatasetUploadEndpointRequest {
  /** File name to its size in bytes. */
  filenameToSize: Record<string, string>;
}

/** Addresses that need no key and live about ten minutes, by file. */
export interface SignedUrls {
  filenameToSignedUrls?: Record<string, string>;
}

/** `POST …/datasets/{dataset}:splitDataset`. */
export interface SplitDatasetRequest {
  /** Rows a chunk, 200 or more. */
  chunkSize: number;
  /** `accounts/{account}`. */
  parent?: string;
}

/** Its answer. */
export interface SplitDatasetResponse {
  chunkDatasetNames?: string[];
  chunksCreated?: number;
  totalExamples?: string;
}
