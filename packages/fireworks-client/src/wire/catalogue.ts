import type { GatewayStatus } from "./datasets.js";

/** `GET /v1/accounts/{account}/models` on the control plane (section 7.4 of the wire contract). */
export interface CatalogueList {
  models?: CatalogueModel[];
  /** Empty or absent on the last page. */
  nextPageToken?: string;
  totalSize?: number;
}

/** A date of the control plane; a part that is 0 or absent is not stated. */
export interface CalendarDate {
  year?: number;
  month?: number;
  day?: number;
}

/** Where a model runs. */
export interface DeployedModelRef {
  /** `accounts/{account}/deployedModels/{id}`. */
  name?: string;
  deployment?: string;
  /** `DEPLOYING`, `DEPLOYED`, `UPDATING`, `UNDEPLOYING`. */
  state?: string;
  /** Whether the model's own id leads here. */
  default?: boolean;
  public?: boolean;
}

/** Of a base model. */
export interface BaseModelDetails {
  worldSize?: number;
  /** `NATIVE`, `HUGGINGFACE`, `UNINITIALIZED`. */
  checkpointFormat?: string;
  huggingfaceFiles?: string[];
  /** A 64-bit integer as text. */
  parameterCount?: string;
  moe?: boolean;
  tunable?: boolean;
  modelType?: string;
  supportsFireattention?: boolean;
  defaultPrecision?: string;
  supportsMtp?: boolean;
}

/** Of a LoRA. */
export interface PeftDetails {
  /** The full id of the model it changes. */
  baseModel?: string;
  /** The rank. */
  r?: number;
  targetModules?: string[];
  baseModelType?: string;
  mergeAddonModelName?: string;
}

/** The chat template of a model. */
export interface ConversationConfig {
  style: string;
  system?: string;
  template?: string;
}

/** `GET /v1/accounts/{account}/models/{model}`. */
export interface CatalogueModel {
  /** `accounts/{account}/models/{model}`. */
  name: string;
  displayName?: string;
  description?: string;
  /** `UPLOADING`, `READY`. */
  state?: string;
  status?: GatewayStatus;
  /** `HF_BASE_MODEL`, `HF_PEFT_ADDON`, `EMBEDDING_MODEL`… */
  kind?: string;
  /** Tokens. 0 and absent both mean that the catalogue does not know. */
  contextLength?: number;
  /** Absent means false, here and below. */
  supportsTools?: boolean;
  supportsImageInput?: boolean;
  supportsServerless?: boolean;
  supportsLora?: boolean;
  public?: boolean;
  deprecationDate?: CalendarDate | null;
  baseModelDetails?: BaseModelDetails | null;
  peftDetails?: PeftDetails | null;
  conversationConfig?: ConversationConfig | null;
  /** Only when one model is asked for. */
  deployedModelRefs?: DeployedModelRef[];
  /** What a request that names none is sampled with. */
  defaultSamplingParams?: Record<string, number>;
  githubUrl?: string;
  huggingFaceUrl?: string;
  importedFrom?: string;
  fineTuningJob?: string;
  defaultDraftModel?: string;
  defaultDraftTokenCount?: number;
  trainingContextLength?: number;
  useHfApplyChatTemplate?: boolean;
  calibrated?: boolean;
  tunable?: boolean;
  /** Deprecated: the two below tell more. */
  rlTunable?: boolean;
  rlLoraTunable?: boolean;
  rlFullParameterTunable?: boolean;
  supervisedLoraTunable?: boolean;
  supervisedFullParameterTunable?: boolean;
  /** `FULL_SNAPSHOT`, `INCREMENTAL_SNAPSHOT`. */
  snapshotType?: string;
  /** A cluster of one's own. */
  cluster?: string;
  teftDetails?: object | null;
  /** RFC 3339. */
  createTime?: string;
  updateTime?: string;
}

/** `POST /v1/accounts/{account}/models`. */
export interface CreateModelRequest {
  /** The last segment of the name. */
  modelId: string;
  model?: Omit<CatalogueModel, "name">;
  cluster?: string;
}

/** `POST /v1/accounts/{account}/models/{model}:getUploadEndpoint`. */
export interface ModelUploadRequest {
  /** Bytes, as text. */
  filenameToSize: Record<string, string>;
  enableResumableUpload?: boolean;
  readMask?: string;
}

export interface ModelUploadEndpoint {
  filenameToSignedUrls?: Record<string, string>;
  filenameToUnsignedUris?: Record<string, string>;
}

/** `GET /v1/accounts/{account}/models/{model}:getDownloadEndpoint`. */
export interface ModelDownloadEndpoint {
  filenameToSignedUrls?: Record<string, string>;
}
