import type { AppContext, Server } from "../server/app-context.js";

/** One way to steer the server while it runs, below `/_local`. */
export interface AdminRoute {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: `/${string}`;
  handle(server: Server): (context: AppContext) => Response | Promise<Response>;
}
