import { VERSION } from "../version.js";
import type { AdminRoute } from "./admin-route.js";

/** What runs here. */
export const statusRoute: AdminRoute = {
  method: "GET",
  path: "/status",
  handle: () => (context) => context.json({ service: "fireworks-local", version: VERSION }),
};
