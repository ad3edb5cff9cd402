import type { SupervisedFineTuningJob } from "fireworks-client/wire";
import { ownAccount, readableAccount } from "../accounts/account-access.js";
import { bodyOf, type GatewayCall } from "../gateway-call.js";
import type { GatewayHandler, GatewayRoute } from "../gateway-route.js";
import { grpcRefusal } from "../grpc-refusal.js";
import { listPage } from "../list/list-page.js";
import { readMask } from "../list/read-mask.js";
import { createFineTuningJob } from "./create-job.js";
import { estimateCost } from "./estimate-cost.js";
import { momentOf } from "./job-course.js";
import type { FineTuningJobRecord } from "./job-record.js";
import { fineTuningJobShape } from "./job-shape.js";
import { toFineTuningJob } from "./job-view.js";

const JOBS = {
  plural: "supervisedFineTuningJobs",
  shape: fineTuningJobShape,
  defaultOrder: "create_time",
} as const;

const EMPTY = { kind: "object", keys: {} } as const;

const show = ({ state, now }: GatewayCall, job: FineTuningJobRecord): SupervisedFineTuningJob =>
  toFineTuningJob(job, now, state.fineTuningTimings);

const find = ({ state, params }: GatewayCall, account: string): FineTuningJobRecord =>
  state.fineTuningJobs.get(`${account}/${JOBS.plural}/${params["job"] ?? ""}`);

const listJobs: GatewayHandler = (call) => {
  const jobs = call.state.fineTuningJobs.under(readableAccount(call));
  return listPage(
    JOBS,
    jobs.map((job) => show(call, job)),
    call.query,
  );
};

const getJob: GatewayHandler = (call) => {
  const mask = readMask(call.query["readMask"] ?? "", fineTuningJobShape);
  return mask(show(call, find(call, readableAccount(call))));
};

const deleteJob: GatewayHandler = (call) => {
  const { name } = find(call, ownAccount(call));
  call.state.fineTuningJobs.remove(name);
  return {};
};

const cancelJob: GatewayHandler = (call) => {
  bodyOf(call, EMPTY);
  const { state, now } = call;
  const job = find(call, ownAccount(call));
  const { state: reached, endedAt } = momentOf(job, now, state.fineTuningTimings);
  if (endedAt !== undefined) throw grpcRefusal("FAILED_PRECONDITION", `${job.name} is ${reached}`);
  state.fineTuningJobs.replace({ ...job, cancelledAt: now, updatedAt: now });
  return {};
};

/** What was cancelled goes on from what it had trained. */
const resumeJob: GatewayHandler = (call) => {
  bodyOf(call, EMPTY);
  const { state, now } = call;
  const job = find(call, ownAccount(call));
  const { state: reached, trainedMs } = momentOf(job, now, state.fineTuningTimings);
  if (reached !== "JOB_STATE_CANCELLED")
    throw grpcRefusal(
      "FAILED_PRECONDITION",
      `${job.name} is ${reached}: there is nothing to resume`,
    );
  const times = { startedAt: now, updatedAt: now, trainedMs, cancelledAt: undefined };
  return show(call, state.fineTuningJobs.replace({ ...job, ...times }));
};

const ALL = `/v1/accounts/{account}/${JOBS.plural}`;
const ONE = `${ALL}/{job}`;

/** Contract 7.7. */
export const fineTuningRoutes: readonly GatewayRoute[] = [
  { method: "POST", template: ALL, handle: createFineTuningJob },
  { method: "GET", template: ALL, handle: listJobs },
  { method: "POST", template: `${ALL}:estimateCost`, handle: estimateCost },
  { method: "GET", template: ONE, handle: getJob },
  { method: "DELETE", template: ONE, handle: deleteJob },
  { method: "POST", template: `${ONE}:cancel`, handle: cancelJob },
  { method: "POST", template: `${ONE}:resume`, handle: resumeJob },
];
