import { parseBatchPlan } from "../control-plane/batch/read-batch-plan.js";
import type { AppContext, Server } from "../server/app-context.js";
import type { AdminRoute } from "./admin-route.js";
import { askedScope } from "./asked-scope.js";
import { readAdminBody } from "./read-admin-body.js";

function report(server: Server, context: AppContext): Response {
  const { timings, faults } = askedScope(server, context).controlPlane.batch;
  return context.json({ batchTimings: timings, batchFaults: faults });
}

/** How the batch jobs that a scope makes from now on run. `DELETE` goes back to what it was given. */
export const BATCH_ROUTES: readonly AdminRoute[] = [
  { method: "GET", path: "/batch", handle: (server) => (context) => report(server, context) },
  {
    method: "PUT",
    path: "/batch",
    handle: (server) => async (context) => {
      const plan = await readAdminBody(context, parseBatchPlan);
      askedScope(server, context).controlPlane.batch.replace(plan);
      return report(server, context);
    },
  },
  {
    method: "DELETE",
    path: "/batch",
    handle: (server) => (context) => {
      askedScope(server, context).controlPlane.batch.replace({});
      return report(server, context);
    },
  },
];
