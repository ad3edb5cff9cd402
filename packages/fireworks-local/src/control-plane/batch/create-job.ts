import type { BatchInferenceJob, CreateBatchInferenceJobRequest } from "fireworks-client/wire";
import { hashText, SeededRandom } from "../../random/seeded-random.js";
import { filesOf } from "../datasets/dataset-files.js";
import { datasetName, isReady, type StoredDataset } from "../datasets/stored-dataset.js";
import { ownAccount } from "../accounts/account-access.js";
import { bodyOf, type GatewayCall } from "../gateway-call.js";
import type { GatewayHandler } from "../gateway-route.js";
import { grpcRefusal, invalidArgument } from "../grpc-refusal.js";
import { checkResourceId } from "../resources/resource-id.js";
import { readDuration } from "../timestamps.js";
import { faultFor } from "./batch-fault.js";
import { BatchJob, type JobSpec } from "./batch-job.js";
import { continuedJob } from "./continued-job.js";
import { jobName } from "./find-job.js";
import { jobShape } from "./job-shape.js";
import { toWire } from "./job-to-wire.js";
import { answerRow } from "./row-answer.js";
import { settleJobs } from "./settle-jobs.js";

/** The window of a job when none is given (contract 7.3), and the longest. */
const DAY_MS = 24 * 60 * 60 * 1_000;
const LONGEST_MS = 3 * DAY_MS;

/** `POST /batchInferenceJobs`: validation, capacity and rows come later, as the clock goes on. */
export const createJob: GatewayHandler = async (call): Promise<BatchInferenceJob> => {
  await settleJobs(call);
  const { state, now, query } = call;
  const account = ownAccount(call);
  const given = bodyOf<CreateBatchInferenceJobRequest>(call, jobShape);
  const id = checkResourceId(
    "batch_inference_job_id",
    query["batchInferenceJobId"] || state.ids.next("bij-"),
  );
  const before = continuedJob(call, given.continuedFromJobName ?? "");
  const request = { ...before?.asRequest, ...withoutEmpty(given) };
  const model = checkModel(call, request.model ?? "");
  const input = inputDataset(call, account, request.inputDatasetId ?? "");
  const extraBody = readExtraBody(request.inferenceParameters?.extraBody ?? "{}");
  const spec: JobSpec = {
    name: jobName(account, id),
    displayName: given.displayName ?? "",
    model: model.id,
    inputDatasetId: input.name,
    outputDatasetId: outputName(call, account, given.outputDatasetId),
    parameters: request.inferenceParameters ?? {},
    precision: precisionOf(request.precision),
    systemPrompt: request.systemPrompt ?? "",
    maxJobDuration: given.maxJobDuration ?? null,
    continuedFromJobName: before?.job.name ?? "",
    declaredRows: Number(input.fields.exampleCount ?? 0),
    createdAt: now,
    expiresAt: now + windowOf(given.maxJobDuration),
    canRun: model.canRun,
  };
  const job = startJob(call, spec, { input, extraBody, skip: before?.job.answeredIds() });
  // Whatever its timings are, it starts here.
  return { ...toWire(state.jobs.insert(job), now), ...AT_START };
};

const AT_START: Partial<BatchInferenceJob> = {
  state: "JOB_STATE_VALIDATING",
  jobProgress: null,
  lifecycle: null,
  placement: null,
};

function startJob(
  { state, seed, lenient, ask }: GatewayCall,
  spec: JobSpec,
  how: {
    input: StoredDataset;
    extraBody: Record<string, unknown>;
    skip: Set<string> | undefined;
  },
): BatchJob {
  const { name, model, displayName, parameters, systemPrompt } = spec;
  const jobId = name.slice(name.lastIndexOf("/") + 1);
  const fault = faultFor(state.batch.faults, { jobId, displayName, model });
  const defaults = { model, parameters, extraBody: how.extraBody, systemPrompt };
  return new BatchJob(spec, {
    timings: state.batch.timings,
    fault,
    order: {
      files: filesOf(state, how.input),
      skip: how.skip ?? new Set(),
      lenient,
      random: new SeededRandom(hashText(`${seed}:${name}`)),
      answer: (row) => answerRow(row, { defaults, fault, ask }),
    },
  });
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
  const dataset = state.datasets.find(name);
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
  const isTaken =
    state.datasets.find(name) !== undefined ||
    state.jobs.all().some((job) => job.spec.outputDatasetId === name && job.willWrite(now));
  if (isTaken) throw grpcRefusal("ALREADY_EXISTS", `${name} already exists`);
  return name;
}

function readExtraBody(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text === "" ? "{}" : text);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw invalidArgument("inference_parameters.extra_body must be a JSON object as a string");
}

/** What a job was answered with that left it open. */
function precisionOf(given: string | undefined): string {
  return given === undefined || given === "" || given === "PRECISION_UNSPECIFIED" ? "BF16" : given;
}

function windowOf(duration: string | undefined): number {
  const window = duration === undefined ? DAY_MS : (readDuration(duration) ?? 0);
  if (window > 0 && window <= LONGEST_MS) return window;
  throw invalidArgument(`max_job_duration must be from 1s to ${LONGEST_MS / 1_000}s (72 hours)`);
}
