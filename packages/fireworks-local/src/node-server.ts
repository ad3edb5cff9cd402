import type { Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import type { AppEnv } from "./server/app-context.js";

export interface RunningServer {
  port: number;
  /** Stops listening and drops every connection, idle or streaming. */
  close(): Promise<void>;
}

/** Only loopback: what it says is not meant for anybody else. */
const HOST = "127.0.0.1";

/** Node's own 511 refuses some of 2,000 connections that come at once. */
const BACKLOG = 4_096;

/** Serves the app on a port; 0 takes a free one. Rejects when the port is taken. */
export function startNodeServer(app: Hono<AppEnv>, port: number): Promise<RunningServer> {
  const server = createAdaptorServer({
    // The adapter would otherwise replace the process's own Request and Response.
    overrideGlobalObjects: false,
    fetch: (request, { incoming }) =>
      app.fetch(request, { resetConnection: () => void incoming.socket.destroy() }),
  }) as HttpServer;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: HOST, backlog: BACKLOG }, () => {
      server.off("error", reject);
      resolve({ port: (server.address() as AddressInfo).port, close: () => close(server) });
    });
  });
}

function close(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
