import type { ScaleDeploymentRequest } from "fireworks-client/wire";
import { integerRange, object, optional, type Shape } from "../../requests/shape.js";
import { ownAccount } from "../accounts/account-access.js";
import { deploy } from "../deployed-models/deploy.js";
import { bodyOf, type GatewayCall } from "../gateway-call.js";
import type { GatewayRoute } from "../gateway-route.js";
import { grpcRefusal } from "../grpc-refusal.js";
import { readFlag } from "../messages/read-query.js";
import { findDeployment, findLiveDeployment, showDeployment } from "./deployment-routes.js";
import { deletedAt, scaledTo } from "./lifecycle.js";

const DEPLOYMENT = "/v1/accounts/{account}/deployments/{deployment}";

/** The body of `:scale`. */
export const scaleShape: Shape = object({ replicaCount: optional(integerRange(0, 10_000)) });

/** Traffic so recent keeps a deployment from being deleted (contract 7.5). */
const IN_USE_FOR = 3_600_000;

function scaleDeployment(call: GatewayCall): unknown {
  const { state, now } = call;
  const record = findLiveDeployment(call);
  const { replicaCount = 0 } = bodyOf<ScaleDeploymentRequest>(call, scaleShape);
  const { scaleUpMs } = state.deploymentTimings;
  state.deployments.replace(scaledTo(record, replicaCount, { now, scaleUpMs }));
  return {};
}

function deleteDeployment(call: GatewayCall): unknown {
  const { state, query, now } = call;
  const record = findDeployment(call, ownAccount(call));
  const { name, trafficAt = -Infinity } = record;
  if (!readFlag(query, "ignoreChecks") && now - trafficAt < IN_USE_FOR)
    throw grpcRefusal(
      "FAILED_PRECONDITION",
      `${name} had requests within the last hour: set ignoreChecks to delete it all the same`,
    );
  const isHard = readFlag(query, "hard");
  const unloaded = state.deployedModels.all().filter((one) => one.deployment === name);
  for (const loaded of unloaded) state.deployedModels.remove(loaded.name);
  if (isHard) state.deployments.remove(name);
  else if (deletedAt(record, now) === undefined)
    state.deployments.replace({ ...record, deletedAt: now, unloaded });
  return {};
}

function undeleteDeployment(call: GatewayCall): unknown {
  const { state, now } = call;
  const account = ownAccount(call);
  const record = findDeployment(call, account);
  if (deletedAt(record, now) === undefined)
    throw grpcRefusal("FAILED_PRECONDITION", `${record.name} was not deleted`);
  const readyAt = now + (state.deploymentTimings.createMs ?? 0);
  const times = { readyAt, reachedAt: readyAt, activeAt: readyAt, updatedAt: now };
  const { unloaded = [], ...kept } = record;
  const again = state.deployments.replace({ ...kept, ...times, deletedAt: undefined });
  for (const { model, deployment, fields } of unloaded)
    deploy(state, account, { model, deployment, fields });
  return showDeployment(call, again);
}

export const deploymentVerbRoutes: readonly GatewayRoute[] = [
  { method: "PATCH", template: `${DEPLOYMENT}:scale`, handle: scaleDeployment },
  { method: "DELETE", template: DEPLOYMENT, handle: deleteDeployment },
  { method: "POST", template: `${DEPLOYMENT}:undelete`, handle: undeleteDeployment },
];
