import type { BatchInferenceJob } from "fireworks-client/wire";
import { readableAccount } from "../accounts/account-access.js";
import type { GatewayHandler, GatewayRoute } from "../gateway-route.js";
import { listPage } from "../list/list-page.js";
import { readMask } from "../list/read-mask.js";
import { createJob } from "./create-job.js";
import { findJob, ownJob } from "./find-job.js";
import { jobShape } from "./job-shape.js";
import { toWire } from "./job-to-wire.js";
import { settleJobs } from "./settle-jobs.js";

/** The order is that of the OpenAPI file. */
const JOBS = {
  plural: "batchInferenceJobs",
  shape: jobShape,
  defaultOrder: "create_time",
} as const;

const listJobs: GatewayHandler = async (call) => {
  await settleJobs(call);
  const { state, query, now } = call;
  const jobs = state.jobs.under(readableAccount(call)).map((job) => toWire(job, now));
  return listPage(JOBS, jobs, query);
};

const getJob: GatewayHandler = async (call): Promise<Partial<BatchInferenceJob>> => {
  await settleJobs(call);
  const mask = readMask(call.query["readMask"] ?? "", jobShape);
  return mask(toWire(findJob(call), call.now));
};

/** The only way to stop a job: Fireworks has no cancel. */
const deleteJob: GatewayHandler = async (call): Promise<object> => {
  await settleJobs(call);
  const job = ownJob(call);
  job.deletedAt ??= call.now;
  return {};
};

const ALL = "/v1/accounts/{account}/batchInferenceJobs";
const ONE = `${ALL}/{job}`;

/** Contract 7.3. */
export const batchRoutes: readonly GatewayRoute[] = [
  { method: "POST", template: ALL, handle: createJob },
  { method: "GET", template: ALL, handle: listJobs },
  { method: "GET", template: ONE, handle: getJob },
  { method: "DELETE", template: ONE, handle: deleteJob },
];
