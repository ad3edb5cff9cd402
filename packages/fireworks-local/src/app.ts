import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { AppContext, AppEnv, Server } from "./server/app-context.js";
import { gatewayError, Refusal } from "./requests/refusal.js";
import { answerChat } from "./routes/chat-completions.js";
import { getCatalogueModel, getDeployment, listCatalogue } from "./routes/control-plane.js";
import { listModels } from "./routes/models.js";
import { requireKey } from "./stages/auth.js";
import { cors } from "./stages/cors.js";
import { applyFaults } from "./stages/faults.js";
import { journal } from "./stages/journal.js";
import { readBody } from "./stages/read-body.js";

/** `/v1` is where Fireworks' own SDK goes when its base URL is overridden (contract 1.1). */
const PREFIXES = ["/inference/v1", "/v1"];

/** What the control plane answers (contract 7.4, 7.5), below an account. */
const CONTROL_PLANE = {
  "/models": listCatalogue,
  "/models/:model": getCatalogueModel,
  "/deployments/:deployment": getDeployment,
};

/** The stages in the order a request passes them, then the routes. */
export function createApp(server: Server): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(cors(), journal(server));
  app.get("/health", (context) => context.json({ status: "ok", service: "fireworks-local" }));
  app.use(readBody(server), applyFaults(server));
  for (const prefix of PREFIXES) {
    route(app, { method: "POST", path: `${prefix}/chat/completions` }, [
      requireKey(server),
      answerChat(server),
    ]);
    route(app, { method: "GET", path: `${prefix}/models` }, [
      requireKey(server),
      listModels(server),
    ]);
  }
  for (const [path, answer] of Object.entries(CONTROL_PLANE)) {
    route(app, { method: "GET", path: `/v1/accounts/:account${path}` }, [
      requireKey(server),
      answer(server),
    ]);
  }
  app.notFound((context) => refuse(notFound(context.req.path)));
  app.onError((error) => refuse(toRefusal(error)));
  return app;
}

type Handlers = [
  ReturnType<typeof requireKey>,
  (context: AppContext) => Response | Promise<Response>,
];

/** Any other method on a known path is a 405. */
function route(
  app: Hono<AppEnv>,
  { method, path }: { method: string; path: string },
  handlers: Handlers,
): void {
  app.on(method, path, ...handlers);
  app.all(path, (context) => {
    const message = `Method ${context.req.method} is not allowed here, use ${method}`;
    const refusal = gatewayError(405, { message, code: "METHOD_NOT_ALLOWED" });
    const response = refuse(refusal);
    response.headers.set("allow", method);
    return response;
  });
}

function notFound(path: string): Refusal {
  return gatewayError(404, { message: `Path not found: ${path}`, code: "NOT_FOUND" });
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

function refuse(refusal: Refusal): Response {
  return Response.json(refusal.body, { status: refusal.status });
}
