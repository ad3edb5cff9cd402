import { readByShape } from "../files/read-by-shape.js";
import { invalidRequest } from "../requests/refusal.js";
import { object, oneOf, required } from "../requests/shape.js";
import type { AppContext, Server } from "../server/app-context.js";
import type { SourceName } from "../server/source-info.js";
import type { SourceAnswer } from "./admin-answers.js";
import type { AdminRoute } from "./admin-route.js";
import { askedScope } from "./asked-scope.js";
import { readAdminBody } from "./read-admin-body.js";

const CHOICE = object({ source: required(oneOf("engine", "recordings", "upstream")) });

/** Who answers in a scope, of those the server was started with. */
export const SOURCE_ROUTES: readonly AdminRoute[] = [
  { method: "GET", path: "/source", handle: (server) => (context) => report(server, context) },
  {
    method: "PUT",
    path: "/source",
    handle: (server) => async (context) => {
      const { data } = await readAdminBody(context, (text, name) =>
        readByShape<{ source: SourceName }>(text, name, { shape: CHOICE }),
      );
      const { sources } = server;
      const names = sources.list.map(({ name }) => name);
      if (!names.includes(data.source))
        throw invalidRequest(
          `The server was started without ${data.source}; there is ${names.join(", ")}.`,
        );
      sources.choose(askedScope(server, context), data.source);
      return report(server, context);
    },
  },
];

function report(server: Server, context: AppContext): Response {
  const { sources } = server;
  const answer: SourceAnswer = {
    source: sources.nameFor(askedScope(server, context)),
    sources: sources.list,
  };
  return context.json(answer);
}
