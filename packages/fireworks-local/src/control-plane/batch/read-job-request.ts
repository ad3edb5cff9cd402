import { isRecord } from "../../json/is-record.js";
import { parseJson } from "../../json/parse-json.js";
import type { CreateBatchInferenceJobRequest } from "fireworks-client/wire";
import { ownAccount } from "../accounts/account-access.js";
import { datasetName, isReady, type StoredDataset } from "../datasets/stored-dataset.js";
import { refuseTaken } from "../datasets/taken-name.js";
import { bodyOf, type GatewayCall } from "../gateway-call.js";
import { grpcRefusal, invalidArgument } from "../grpc-refusal.js";
import { checkResourceId } from "../resources/resource-id.js";
import { readDuration } from "../timestamps.js";
import type { JobSpec } from "./batch-job.js";
import { continuedJob } from "./continued-job.js";
import { jobName } from "./find-job.js";
import { jobShape } from "./job-shape.js";

/** The window of a job when none is given (contract 7.3), and the longest. */
const DAY_MS = 24 * 60 * 60 * 1_000;
const LONGEST_MS = 3 * DAY_MS;

/** A request for a job, found possible. */
export interface JobRequest {
  spec: JobSpec;
  input: StoredDataset;
  extraBody: Readonly<Record<string, unknown>>;
  /** Ids of the rows that the continued job has answered. */
  answered: ReadonlySet<string>;
}

/** Throws E8 for what is missing, unknown, taken or not ready. */
export function readJobRequest(call: GatewayCall): JobRequest {
  const { state, now, query } = call;
  const account = ownAccount(call);
  const given = bodyOf<CreateBatchInferenceJobRequest>(call, jobShape);
  const id = checkResourceId(
    "batch_inference_job_id",
    query["batchInferenceJobId"] || state.ids.next("bij-"),
  );
  const before = continuedJob(call, given.continuedFromJobName ?? "");
  const request = { ...before?.asRequest, ...withoutEmpty(given) };
  const parameters = request.inferenceParameters ?? {};
  const model = checkModel(call, request.model ?? "");
  const input = inputDataset(call, account, request.inputDatasetId ?? "");
  const spec = {
    name: jobName(account, id),
    displayName: given.displayName ?? "",
    model: model.id,
    inputDatasetId: input.name,
    outputDatasetId: outputName(call, account, given.outputDatasetId),
    parameters,
    precision: precisionOf(request.precision),
    systemPrompt: request.systemPrompt ?? "",
    maxJobDuration: given.maxJobDuration ?? null,
    continuedFromJobName: before?.job.name ?? "",
    declaredRows: Number(input.fields.exampleCount ?? 0),
    createdAt: now,
    expiresAt: now + windowOf(given.maxJobDuration),
    canRun: model.canRun,
  };
  const extraBody = readExtraBody(parameters.extraBody ?? "{}");
  return { spec, input, extraBody, answered: before?.job.answeredIds() ?? new Set() };
}

/** An empty text is none, as everywhere in protobuf. */
function withoutEmpty(given: CreateBatchInferenceJobRequest): CreateBatchInferenceJobRequest {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
}

function checkModel({ catalogue }: GatewayCall, id: string): { id: string; canRun: boolean } {
  if (id === "") throw invalidArgument("model is required");
  const chat = catalogue.findChat(id);
  const model = chat ?? catalogue.findModel(id);
  if (model === undefined) throw grpcRefusal("NOT_FOUND", `model ${JSON.stringify(id)} not found`);
  return { id, canRun: chat !== undefined && model.batch !== false };
}

function inputDataset(
  { state, now }: GatewayCall,
  account: string,
  nameOrId: string,
): StoredDataset {
  if (nameOrId === "") throw invalidArgument("input_dataset_id is required");
  const name = datasetName(account, nameOrId);
  const isOwn = name.startsWith(`${account}/`);
  const dataset = isOwn ? state.datasets.find(name) : undefined;
  if (dataset === undefined) throw grpcRefusal("NOT_FOUND", `dataset ${name} not found`);
  if (isReady(dataset, now)) return dataset;
  throw grpcRefusal("FAILED_PRECONDITION", `dataset ${name} is not ready: its state is UPLOADING`);
}

function outputName({ state, now }: GatewayCall, account: string, given = ""): string {
  const prefix = `${account}/datasets/`;
  if (given === "") return prefix + state.ids.next("bij-");
  const name = datasetName(account, given);
  if (!name.startsWith(prefix))
    throw invalidArgument(`output_dataset_id must be a dataset of ${account}`);
  checkResourceId("output_dataset_id", name.slice(prefix.length));
  refuseTaken(state, name, now);
  return name;
}

function readExtraBody(text: string): Record<string, unknown> {
  const parsed = parseJson(text === "" ? "{}" : text);
  if (isRecord(parsed)) return parsed;
  throw invalidArgument("inference_parameters.extra_body must be a JSON object as a string");
}

/** What a job was answered with that left it open. */
function precisionOf(given: string | undefined): string {
  return given === undefined || given === "" || given === "PRECISION_UNSPECIFIED" ? "BF16" : given;
}

function windowOf(duration: string | undefined): number {
  const window = duration === undefined ? DAY_MS : (readDuration(duration) ?? 0);
  if (window > 0 && window <= LONGEST_MS) return window;
  throw invalidArgument(`max_job_duration must be at most ${LONGEST_MS / 1_000}s (72 hours)`);
}
