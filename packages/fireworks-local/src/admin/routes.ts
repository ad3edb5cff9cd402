import type { AdminRoute } from "./admin-route.js";
import { statusRoute } from "./status-route.js";

/** Everything below `/_local`. */
export const ADMIN_ROUTES: readonly AdminRoute[] = [statusRoute];
