import type { AdminRoute } from "./admin-route.js";
import { BATCH_ROUTES } from "./batch-routes.js";
import { cassetteRoute } from "./cassette-route.js";
import { FAULT_ROUTES } from "./fault-routes.js";
import { LIMIT_ROUTES } from "./limit-routes.js";
import { JOURNAL_ROUTES } from "./journal-routes.js";
import { PACE_ROUTES } from "./pace-routes.js";
import { SCOPE_ROUTES } from "./scope-routes.js";
import { SCRIPT_ROUTES } from "./script-routes.js";
import { SOURCE_ROUTES } from "./source-routes.js";
import { statusRoute } from "./status-route.js";

/** Everything below `/_local`. */
export const ADMIN_ROUTES: readonly AdminRoute[] = [
  statusRoute,
  ...SOURCE_ROUTES,
  ...BATCH_ROUTES,
  ...JOURNAL_ROUTES,
  cassetteRoute,
  ...SCOPE_ROUTES,
  ...FAULT_ROUTES,
  ...SCRIPT_ROUTES,
  ...PACE_ROUTES,
  ...LIMIT_ROUTES,
];
