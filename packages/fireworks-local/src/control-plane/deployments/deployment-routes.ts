import type { Deployment } from "fireworks-client/wire";
import { ownAccount, readableAccount } from "../accounts/account-access.js";
import { deploy } from "../deployed-models/deploy.js";
import { bodyOf, type GatewayCall, jsonOf } from "../gateway-call.js";
import type { GatewayRoute } from "../gateway-route.js";
import { grpcRefusal, invalidArgument } from "../grpc-refusal.js";
import { listPage } from "../list/list-page.js";
import { readMask } from "../list/read-mask.js";
import { readPatch } from "../messages/read-message.js";
import { readFlag } from "../messages/read-query.js";
import { findReadyModel } from "../models/model-routes.js";
import { checkResourceId } from "../resources/resource-id.js";
import { checkDeployment, withDefaults } from "./check-deployment.js";
import {
  type DeploymentFields,
  type DeploymentRecord,
  newDeployment,
} from "./deployment-record.js";
import { deploymentShape } from "./deployment-shape.js";
import { toDeployment } from "./deployment-view.js";
import { deletedAt, scaledTo } from "./lifecycle.js";

const DEPLOYMENTS = "/v1/accounts/{account}/deployments";

/** As the control plane shows it now. */
export function showDeployment({ state, now }: GatewayCall, record: DeploymentRecord): Deployment {
  return toDeployment(record, now, state.deploymentTimings);
}

/** The deployment a call names, deleted or not. Throws NOT_FOUND. */
export function findDeployment({ state, params }: GatewayCall, account: string): DeploymentRecord {
  return state.deployments.get(`${account}/deployments/${params["deployment"] ?? ""}`);
}

/** One to be changed. Throws FAILED_PRECONDITION for one that was deleted. */
export function findLiveDeployment(call: GatewayCall): DeploymentRecord {
  const record = findDeployment(call, ownAccount(call));
  if (deletedAt(record, call.now) === undefined) return record;
  throw grpcRefusal("FAILED_PRECONDITION", `${record.name} was deleted`);
}

function listDeployments(call: GatewayCall): unknown {
  const { state, query, now } = call;
  const showDeleted = readFlag(query, "showDeleted");
  const shown = state.deployments
    .under(readableAccount(call))
    .filter((record) => showDeleted || deletedAt(record, now) === undefined)
    .map((record) => showDeployment(call, record));
  const kind = { plural: "deployments", shape: deploymentShape, defaultOrder: "create_time" };
  return listPage(kind, shown, query);
}

function getDeployment(call: GatewayCall): unknown {
  const record = findDeployment(call, readableAccount(call));
  return readMask(call.query["readMask"] ?? "", deploymentShape)(showDeployment(call, record));
}

/** Answers with `CREATING`, however short that takes: clients have to wait at Fireworks, too. */
function createDeployment(call: GatewayCall): unknown {
  const { state, query, now } = call;
  const account = ownAccount(call);
  const fields = withDefaults(bodyOf<DeploymentFields>(call, deploymentShape));
  checkDeployment(fields);
  findReadyModel(call, fields.baseModel);
  const id = checkResourceId("deployment_id", query["deploymentId"] || state.ids.next());
  const readyAt = now + (state.deploymentTimings.createMs ?? 0);
  const record = newDeployment(`${account}/deployments/${id}`, fields, { now, readyAt });
  const answer = { ...showDeployment(call, { ...record, readyAt: Infinity }), state: "CREATING" };
  if (readFlag(query, "validateOnly")) {
    state.deployments.refuseTaken(record.name);
    return answer;
  }
  state.deployments.insert(record);
  const { baseModel } = fields;
  // A model of its own becomes callable by its own id with its first deployment.
  if (!readFlag(query, "disableAutoDeploy") && state.models.find(baseModel) !== undefined)
    deploy(state, account, { model: baseModel, deployment: record.name });
  return answer;
}

function patchDeployment(call: GatewayCall): unknown {
  const { state, now } = call;
  const record = findLiveDeployment(call);
  const changes = readPatch<DeploymentFields>(jsonOf(call), deploymentShape);
  if (changes.baseModel !== undefined && changes.baseModel !== record.fields.baseModel)
    throw invalidArgument("base_model cannot be changed: create another deployment");
  const fields = withDefaults({ ...record.fields, ...changes });
  checkDeployment(fields);
  const { minReplicaCount = 0, maxReplicaCount = Infinity } = fields;
  const wanted = Math.min(Math.max(record.wanted, minReplicaCount), maxReplicaCount);
  const updatedUntil = now + (state.deploymentTimings.updateMs ?? 0);
  const changed = { ...record, fields, updatedAt: now, updatedUntil };
  const { scaleUpMs } = state.deploymentTimings;
  return showDeployment(
    call,
    state.deployments.replace(
      wanted === record.wanted ? changed : scaledTo(changed, wanted, { now, scaleUpMs }),
    ),
  );
}

export const deploymentRoutes: readonly GatewayRoute[] = [
  { method: "GET", template: DEPLOYMENTS, handle: listDeployments },
  { method: "POST", template: DEPLOYMENTS, handle: createDeployment },
  { method: "GET", template: `${DEPLOYMENTS}/{deployment}`, handle: getDeployment },
  { method: "PATCH", template: `${DEPLOYMENTS}/{deployment}`, handle: patchDeployment },
];
