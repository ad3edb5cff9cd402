import type { ChatCompletionRequest, ChatCompletionResponse } from "./chat.js";
import type { GatewayStatus } from "./datasets.js";

/** A batch inference job of the control plane (section 7.3 of the wire contract). */
export interface BatchInferenceJob {
  /** `accounts/{account}/batchInferenceJobs/{job}`. */
  name: string;
  displayName?: string;
  createTime?: string;
  updateTime?: string;
  /** When it ends as `JOB_STATE_EXPIRED` if it is not done. */
  expireTime?: string;
  /** An e-mail address. */
  createdBy?: string;
  state?: BatchInferenceJobState;
  /** Says why a job failed. */
  status?: GatewayStatus;
  model?: string;
  /** Full name. */
  inputDatasetId?: string;
  /** Full name. Exists once there are results; never for a failed job. */
  outputDatasetId?: string;
  inferenceParameters?: BatchInferenceParameters;
  /** Null before the rows were looked at. */
  jobProgress?: JobProgress | null;
  lifecycle?: JobLifecycle | null;
  /** Seconds with an `s`, e.g. `43200s`. */
  maxJobDuration?: string | null;
  placement?: object | null;
  precision?: string;
  /** Put before every row that does not start with a system message. */
  systemPrompt?: string;
  waitingOnCapacity?: boolean;
  /** Full name of the expired job of which this one does the rest. */
  continuedFromJobName?: string;
}

/** The states a batch inference job was seen or is documented in; there may be more. */
export type BatchInferenceJobState =
  | "JOB_STATE_UNSPECIFIED"
  | "JOB_STATE_CREATING_INPUT_DATASET"
  | "JOB_STATE_VALIDATING"
  | "JOB_STATE_PENDING"
  | "JOB_STATE_CREATING"
  | "JOB_STATE_RUNNING"
  | "JOB_STATE_WRITING_RESULTS"
  | "JOB_STATE_RE_QUEUEING"
  | "JOB_STATE_IDLE"
  | "JOB_STATE_PAUSED"
  | "JOB_STATE_COMPLETED"
  | "JOB_STATE_FAILED"
  | "JOB_STATE_EXPIRED"
  | "JOB_STATE_EARLY_STOPPED"
  | "JOB_STATE_CANCELLING"
  | "JOB_STATE_CANCELLED"
  | "JOB_STATE_DELETING"
  | "JOB_STATE_DELETING_CLEANING_UP"
  | "JOB_STATE_DELETED"
  | "JOB_STATE_ARCHIVED"
  | (string & {});

/** Defaults for the rows of a job; what a row says itself wins. */
export interface BatchInferenceParameters {
  maxTokens?: number;
  temperature?: number;
  topP?: number;
  topK?: number;
  n?: number;
  /** A JSON object as text, merged into each request. */
  extraBody?: string;
}

/** Counts of a job; ordinary numbers, unlike most of the control plane. */
export interface JobProgress {
  /** 0 to 100. */
  percent?: number;
  epoch?: number;
  /** What the dataset declared, which need not be what it holds. */
  totalInputRequests?: number;
  totalProcessedRequests?: number;
  successfullyProcessedRequests?: number;
  failedRequests?: number;
  outputRows?: number;
  inputTokens?: number;
  outputTokens?: number;
  cachedInputTokenCount?: number;
}

/** When a job came how far; null for what has not happened. */
export interface JobLifecycle {
  validatedTime?: string | null;
  runStartTime?: string | null;
  endTime?: string | null;
}

/** The body of `POST …/batchInferenceJobs?batchInferenceJobId={job}`. */
export interface CreateBatchInferenceJobRequest {
  /** Required, but not for a continued job. */
  model?: string;
  /** Full name or the last part of it. Required, but not for a continued job. */
  inputDatasetId?: string;
  /** Generated when left out. */
  outputDatasetId?: string;
  displayName?: string;
  inferenceParameters?: BatchInferenceParameters;
  precision?: string;
  systemPrompt?: string;
  maxJobDuration?: string;
  continuedFromJobName?: string;
}

/** One line of an input dataset; the model is the job's. */
export interface BatchInputRow {
  /** Unique in the dataset. */
  custom_id: string;
  body: Omit<ChatCompletionRequest, "model" | "messages"> &
    (Pick<ChatCompletionRequest, "messages"> | { prompt_token_ids: number[] });
}

/** One line of `BIJOutputSet.jsonl`; the order is not that of the input. */
export interface BatchOutputRow {
  custom_id: string;
  response: ChatCompletionResponse;
}

/** One line of `error-data`. No source has one: this is the form that the contract assumes. */
export interface BatchErrorRow {
  custom_id: string;
  error: { message: string; code?: string | null; type?: string; param?: string | null };
}
