import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { LinearRouter } from "hono/router/linear-router";
import { ADMIN_ROUTES } from "./admin/routes.js";
import { inWordsOf } from "./adapters/error-words.js";
import { messagesAdapter } from "./messages/messages-adapter.js";
import { responsesAdapter } from "./responses/responses-adapter.js";
import { STORAGE_PATH } from "./control-plane/signed-storage.js";
import type { RecordedRequest } from "./journal/recorded-request.js";
import { gatewayError, Refusal } from "./requests/refusal.js";
import { chatCompletions } from "./routes/chat-completions.js";
import { completions } from "./routes/completions.js";
import { answerAdapted } from "./routes/adapted.js";
import { answerControlPlane } from "./routes/control-plane.js";
import { embeddings } from "./routes/embeddings.js";
import { answerInference } from "./routes/inference.js";
import { listModels } from "./routes/models.js";
import { PAGE_FILES, servePage, servePageFile } from "./routes/page.js";
import { methodNotAllowed, pathNotFound } from "./routes/refused-paths.js";
import { answerStorage } from "./routes/storage.js";
import { STORED_RESPONSE_ROUTES } from "./routes/stored-responses.js";
import { rerankDocuments } from "./routes/rerank.js";
import type { AppContext, AppEnv, Server } from "./server/app-context.js";
import type { Endpoint } from "./server/call.js";
import { requireAdmin } from "./stages/admin-access.js";
import { requireKey } from "./stages/auth.js";
import { cors } from "./stages/cors.js";
import { applyFaults } from "./stages/faults.js";
import { identify } from "./stages/identify.js";
import { journal } from "./stages/journal.js";
import { readBody } from "./stages/read-body.js";

/** `/v1` is where Fireworks' own SDK goes when its base URL is overridden (contract 1.1). */
const PREFIXES = ["/inference/v1", "/v1"];

/** Endpoints of inference, below each prefix. */
const ENDPOINTS: readonly Endpoint<unknown>[] = [
  chatCompletions,
  completions,
  embeddings,
  rerankDocuments,
];

/** The stages in the order a request passes them, then the routes. */
export function createApp(server: Server): Hono<AppEnv> {
  // The usual router compiles all routes at the first request: 2 ms, which every test's server would pay.
  const app = new Hono<AppEnv>({ router: new LinearRouter() });
  app.onError((error, context) => refuse(toRefusal(error), context));
  // Before everything: pages of other origins read none of it, and the journal is about clients.
  if (server.settings.playground) addPage(app);
  app.use(cors(server), identify());
  app.get("/health", (context) => context.json({ status: "ok", service: "fireworks-local" }));
  // Beside the journal, the faults and the keys: who steers a test is no client of it.
  app.use("/_local/*", requireAdmin(server));
  const adminRoutes = ADMIN_ROUTES.map(({ method, path, handle }) => ({
    method,
    path: `/_local${path}`,
    handle: handle(server),
  }));
  addRoutes(app, adminRoutes);
  app.use(journal(server), readBody(), applyFaults());
  app.use("/inference/*", requireKey(server));
  app.use("/v1/*", requireKey(server));
  for (const prefix of PREFIXES) {
    const inferenceRoutes = ENDPOINTS.map((endpoint) => ({
      method: "POST",
      path: `${prefix}${endpoint.path}`,
      handle: answerInference(server, endpoint),
    }));
    const models = { method: "GET", path: `${prefix}/models`, handle: listModels(server) };
    const adapted = [
      { path: messagesAdapter.path, handle: answerAdapted(server, messagesAdapter) },
      { path: responsesAdapter.path, handle: answerAdapted(server, responsesAdapter) },
    ].map((route) => ({ method: "POST", ...route }));
    const others = [...adapted, ...STORED_RESPONSE_ROUTES].map((route) => ({
      ...route,
      path: `${prefix}${route.path}`,
    }));
    addRoutes(app, [...inferenceRoutes, models, ...others]);
  }
  app.all("/v1/accounts", answerControlPlane(server));
  app.all("/v1/accounts/*", answerControlPlane(server));
  app.all(`${STORAGE_PATH}*`, answerStorage(server));
  app.notFound((context) => refuse(pathNotFound(context.req.path), context));
  return app;
}

function addPage(app: Hono<AppEnv>): void {
  addRoutes(app, [
    { method: "GET", path: "/", handle: servePage },
    { method: "GET", path: `${PAGE_FILES}*`, handle: servePageFile },
  ]);
}

interface Route {
  method: string;
  path: string;
  handle: (context: AppContext) => Response | Promise<Response>;
}

/** Any other method on one of their paths is a 405. */
function addRoutes(app: Hono<AppEnv>, routes: Route[]): void {
  for (const { method, path, handle } of routes) app.on(method, path, handle);
  for (const path of new Set(routes.map((route) => route.path))) {
    const allowed = routes.filter((route) => route.path === path).map(({ method }) => method);
    app.all(path, (context) => refuse(methodNotAllowed(context.req.method, allowed), context));
  }
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const status = error instanceof HTTPException ? error.status : 500;
  const message = error instanceof Error ? error.message : String(error);
  return gatewayError(status, {
    message: `fireworks-local failed: ${message}`,
    code: "INTERNAL_SERVER_ERROR",
  });
}

/** The answer; the journal, where the request got that far, keeps what was wrong. */
function refuse({ body, status, headers, issues }: Refusal, context: AppContext): Response {
  const { path } = context.req;
  const requestId = context.get("requestId");
  const recorded = context.get("recorded") as RecordedRequest | undefined;
  if (recorded !== undefined) recorded.issues = issues;
  return Response.json(inWordsOf(path, { status, body, requestId }), { status, headers });
}
