import { batchRoutes } from "./batch/routes.js";
import { catalogueRoutes } from "./catalogue-routes.js";
import { datasetRoutes } from "./datasets/routes.js";
import type { GatewayRoute } from "./gateway-route.js";

/** All of the control plane that is answered (contract 7). */
export const GATEWAY_ROUTES: readonly GatewayRoute[] = [
  ...catalogueRoutes,
  ...datasetRoutes,
  ...batchRoutes,
];
