import { parseFaultPlan } from "../faults/load-fault-plan.js";
import type { AppContext, Server } from "../server/app-context.js";
import type { AdminRoute } from "./admin-route.js";
import { askedScope } from "./asked-scope.js";
import { readAdminBody } from "./read-admin-body.js";

/** Answers with the rules of the asked scope and how often each of them was met. */
function report(server: Server, context: AppContext): Response {
  return context.json({ faults: askedScope(server, context).faults.report() });
}

const readFaults: AdminRoute = {
  method: "GET",
  path: "/faults",
  handle: (server) => (context) => report(server, context),
};

/** Other rules, with counters at 0. */
const replaceFaults: AdminRoute = {
  method: "PUT",
  path: "/faults",
  handle: (server) => async (context) => {
    const plan = await readAdminBody(context, parseFaultPlan);
    askedScope(server, context).faults.replace(plan);
    return report(server, context);
  },
};

/** Rules behind those that are there, which keep their counters. */
const addFaults: AdminRoute = {
  method: "POST",
  path: "/faults",
  handle: (server) => async (context) => {
    const plan = await readAdminBody(context, parseFaultPlan);
    askedScope(server, context).faults.add(plan);
    return report(server, context);
  },
};

const removeFaults: AdminRoute = {
  method: "DELETE",
  path: "/faults",
  handle: (server) => (context) => {
    askedScope(server, context).faults.replace([]);
    return report(server, context);
  },
};

export const FAULT_ROUTES: readonly AdminRoute[] = [
  readFaults,
  replaceFaults,
  addFaults,
  removeFaults,
];
