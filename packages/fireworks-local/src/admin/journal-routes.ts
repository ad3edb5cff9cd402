import { Journal } from "../journal/journal.js";
import type { AdminRoute } from "./admin-route.js";
import { askedScope } from "./asked-scope.js";

/** What arrived in a scope and how it was answered. */
const readJournal: AdminRoute = {
  method: "GET",
  path: "/journal",
  handle: (server) => (context) =>
    context.json(new Journal(askedScope(server, context).journal).toJSON()),
};

const emptyJournal: AdminRoute = {
  method: "DELETE",
  path: "/journal",
  handle: (server) => (context) => {
    askedScope(server, context).journal.clear();
    return context.json({});
  },
};

export const JOURNAL_ROUTES: readonly AdminRoute[] = [readJournal, emptyJournal];
