import { exportCassettes } from "../cassettes/export-cassettes.js";
import { readByShape } from "../files/read-by-shape.js";
import { integerRange, list, object, required } from "../requests/shape.js";
import type { Server } from "../server/app-context.js";
import type { CassetteExport } from "./admin-answers.js";
import type { AdminRoute } from "./admin-route.js";
import { readAdminBody } from "./read-admin-body.js";

const ASKED = object({ entries: required(list(integerRange(1))) });

/** Entries of the journal as a file that a replay reads. */
export const cassetteRoute: AdminRoute = {
  method: "POST",
  path: "/journal/cassette",
  handle: (server) => async (context) => {
    const { data } = await readAdminBody(context, (text, name) =>
      readByShape<{ entries: number[] }>(text, name, { shape: ASKED }),
    );
    return context.json(await exported(server, [...new Set(data.entries)]));
  },
};

async function exported(server: Server, seqs: readonly number[]): Promise<CassetteExport> {
  const { scopes, settings, sources } = server;
  const found = seqs.flatMap((seq) => scopes.feed.find(seq) ?? []);
  const missing = seqs
    .filter((seq) => scopes.feed.find(seq) === undefined)
    .map((seq) => ({ seq, reason: "The journal has forgotten it." }));
  const { apiKeys = [], adminToken = "", record } = settings;
  const keys = [...sources.secrets, ...apiKeys, adminToken];
  const answer = await exportCassettes(found, { keys, record });
  return { ...answer, skipped: [...missing, ...answer.skipped] };
}
