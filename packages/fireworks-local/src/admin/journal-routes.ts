import { entryOf } from "../journal/describe-request.js";
import { Journal } from "../journal/journal.js";
import type { JournalRows } from "../journal/journal-row.js";
import type { RecordedRequest } from "../journal/recorded-request.js";
import { gatewayError } from "../requests/refusal.js";
import type { AppContext, Server } from "../server/app-context.js";
import type { AdminRoute } from "./admin-route.js";
import { askedScope } from "./asked-scope.js";
import { askedNumber } from "./asked-number.js";
import { liveJournal } from "./live-journal.js";

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

/** What arrived in all scopes, in few words. */
const readRows: AdminRoute = {
  method: "GET",
  path: "/journal/rows",
  handle:
    ({ scopes: { feed, rows } }) =>
    (context) => {
      const changed = feed.since(askedNumber(context, "after"));
      const answer: JournalRows = {
        run: feed.run,
        revision: feed.revision,
        rows: changed.map((request) => rows.rowOf(request)),
      };
      return context.json(answer);
    },
};

/** The journals of all scopes. */
const emptyRows: AdminRoute = {
  method: "DELETE",
  path: "/journal/rows",
  handle:
    ({ scopes }) =>
    (context) => {
      for (const name of ["", ...scopes.names()]) scopes.named(name).journal.clear();
      return context.json({});
    },
};

const followRows: AdminRoute = {
  method: "GET",
  path: "/journal/live",
  handle: (server) => (context) => liveJournal(server, context),
};

const readEntry: AdminRoute = {
  method: "GET",
  path: "/journal/entries/:seq",
  handle: (server) => (context) => context.json(entryOf(askedEntry(server, context))),
};

function askedEntry({ scopes }: Server, context: AppContext): RecordedRequest {
  const seq = context.req.param("seq") ?? "";
  const found = /^\d{1,15}$/.test(seq) ? scopes.feed.find(Number(seq)) : undefined;
  if (found !== undefined) return found;
  throw gatewayError(404, {
    message: `The journal has no entry ${seq.slice(0, 20)}: it was cleared, or forgotten to stay within its limits.`,
    code: "NOT_FOUND",
  });
}

export const JOURNAL_ROUTES: readonly AdminRoute[] = [
  readJournal,
  emptyJournal,
  readRows,
  emptyRows,
  followRows,
  readEntry,
];
