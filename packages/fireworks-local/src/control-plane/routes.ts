import { batchRoutes } from "./batch/routes.js";
import { datasetRoutes } from "./datasets/routes.js";
import { accountRoutes } from "./accounts/account-routes.js";
import { deployedModelRoutes } from "./deployed-models/deployed-model-routes.js";
import { deploymentRoutes } from "./deployments/deployment-routes.js";
import { deploymentVerbRoutes } from "./deployments/deployment-verb-routes.js";
import { fineTuningRoutes } from "./fine-tuning/routes.js";
import type { GatewayRoute } from "./gateway-route.js";
import { limitRoutes } from "./limits/routes.js";
import { modelFileRoutes } from "./models/model-file-routes.js";
import { modelRoutes } from "./models/model-routes.js";

/** All of the control plane that is answered (contract 7). */
export const GATEWAY_ROUTES: readonly GatewayRoute[] = [
  ...datasetRoutes,
  ...batchRoutes,
  ...accountRoutes,
  ...modelRoutes,
  ...modelFileRoutes,
  ...deploymentRoutes,
  ...deploymentVerbRoutes,
  ...deployedModelRoutes,
  ...fineTuningRoutes,
  ...limitRoutes,
];
