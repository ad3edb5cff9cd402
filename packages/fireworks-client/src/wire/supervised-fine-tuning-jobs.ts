import type { JobProgress } from "./batch-inference-jobs.js";
import type { GatewayStatus } from "./datasets.js";

/** An amount of money, as all of Google's interfaces write it. */
export interface Money {
  /** ISO 4217, e.g. `USD`. */
  currencyCode?: string;
  /** Whole units: a 64-bit integer as text. */
  units?: string;
  /** Billionths of a unit, with the sign of `units`. */
  nanos?: number;
}

/** Where the progress of a training is logged, at Weights & Biases. */
export interface WandbConfig {
  enabled?: boolean;
  /** A secret of theirs. */
  apiKey?: string;
  project?: string;
  entity?: string;
  runId?: string;
  /** Said by the server. */
  url?: string;
}

/** What may be said of a supervised fine-tuning job (section 7.7 of the wire contract). */
export interface SupervisedFineTuningJobFields {
  displayName?: string;
  /** Full name of the dataset to train on. */
  dataset: string;
  /** The model to train. Exactly one of this and `warmStartFrom`. */
  baseModel?: string;
  /** The LoRA to go on from. */
  warmStartFrom?: string;
  /** Full name of the model that comes out. Default: named after the job. */
  outputModel?: string;
  epochs?: number;
  learningRate?: number;
  learningRateWarmupSteps?: number;
  gradientAccumulationSteps?: number;
  optimizerWeightDecay?: number;
  loraRank?: number;
  /** Tokens. */
  maxContextLength?: number;
  /** Tokens a batch. */
  batchSize?: number;
  /** Samples a batch. */
  batchSizeSamples?: number;
  /** Full name of the dataset to evaluate with. */
  evaluationDataset?: string;
  /** Take a part of the dataset to evaluate with. */
  evalAutoCarveout?: boolean;
  /** Stop when the loss of the evaluation grows no better. */
  earlyStop?: boolean;
  jinjaTemplate?: string;
  isTurbo?: boolean;
  wandbConfig?: WandbConfig;
  /** `PURPOSE_UNSPECIFIED`, `PURPOSE_PILOT`. */
  purpose?: string;
  /** Credentials are named, never given: `accounts/{account}/secrets/{secret}`. */
  awsS3Config?: { credentialsSecret?: string; iamRoleArn?: string };
  azureBlobStorageConfig?: {
    credentialsSecret?: string;
    managedIdentityClientId?: string;
    tenantId?: string;
  };
  /** Deprecated, as the four below: kept for jobs of the first kind. */
  nodes?: number;
  mtpEnabled?: boolean;
  mtpNumDraftTokens?: number;
  mtpFreezeBaseModel?: boolean;
  /** A signed address, and so a secret. Written by the server. */
  metricsFileSignedUrl?: string;
}

/** `GET /v1/accounts/{account}/supervisedFineTuningJobs/{job}`. */
export interface SupervisedFineTuningJob extends Partial<SupervisedFineTuningJobFields> {
  /** `accounts/{account}/supervisedFineTuningJobs/{job}`. */
  name: string;
  /** RFC 3339, here and below. */
  createTime?: string;
  updateTime?: string;
  completedTime?: string;
  /** `JOB_STATE_CREATING`, `JOB_STATE_RUNNING`, `JOB_STATE_COMPLETED`… as of batch inference jobs. */
  state?: string;
  /** Says why a job failed. */
  status?: GatewayStatus;
  /** An e-mail address. */
  createdBy?: string;
  /** `percent` and `epoch`. */
  jobProgress?: JobProgress | null;
  estimatedCost?: Money | null;
  /** A signed address, and so a secret. Only of accounts that may read the logs. */
  trainerLogsSignedUrl?: string;
}

/** The answer of `POST …/supervisedFineTuningJobs:estimateCost`. */
export interface EstimateCostResponse {
  estimatedCost?: Money;
}

/** One line of a dataset to train on. */
export interface FineTuningRow {
  messages: {
    role: "system" | "user" | "assistant" | "tool";
    content?: unknown;
    /** 0 leaves an answer out of the loss. */
    weight?: 0 | 1;
    reasoning_content?: string;
    [key: string]: unknown;
  }[];
  tools?: unknown[];
}
