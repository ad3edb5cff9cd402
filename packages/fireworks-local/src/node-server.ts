import type { Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import type { ListenOptions } from "./listen-options.js";
import { type NodeConnection, SocketGuard } from "./socket-guard.js";
import { hostNameOf, isLoopback } from "./safety/host-name.js";
import type { SafetyOptions } from "./safety/options.js";
import type { AppEnv } from "./server/app-context.js";

export interface RunningServer {
  port: number;
  /** As it stands in an address: IPv6 in brackets, and loopback where every address was bound. */
  host: string;
  /** Stops listening, waits for open answers as long as told, then drops every connection. */
  close(graceMs?: number): Promise<void>;
}

const LOOPBACK = "127.0.0.1";

/** Node's own 511 refuses some of 2,000 connections that come at once. */
const BACKLOG = 4_096;

/**
 * Longer than clients keep a connection they do not use: with Node's own 5 s a busy client sends a
 * request on one that is just being closed.
 */
const KEEP_ALIVE_MS = 65_000;

/** Serves the app on a port; 0 takes a free one. Rejects when the port is taken. */
export function startNodeServer(
  app: Hono<AppEnv>,
  { port = 0, host: asked = LOOPBACK }: ListenOptions,
  limits: Pick<SafetyOptions, "allowedHosts"> &
    Required<Pick<SafetyOptions, "maxOpenAnswers" | "maxAnswerMs">>,
): Promise<RunningServer> {
  // Two addresses may stand behind the name, and a client may try the other one.
  const host = hostNameOf(asked) === "localhost" ? LOOPBACK : asked.replaceAll(/[[\]]/g, "");
  const guard = new SocketGuard(limits);
  const isExposed = !isLoopback(host);
  const server = createAdaptorServer({
    // The adapter would otherwise replace the process's own Request and Response.
    overrideGlobalObjects: false,
    fetch: (request, connection) => {
      const { incoming } = connection;
      return (
        guard.refuse(connection as NodeConnection) ??
        app.fetch(request, {
          resetConnection: () => void incoming.socket.resetAndDestroy(),
          isExposed,
        })
      );
    },
  }) as HttpServer;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.off("error", reject);
      resolve({
        port: (server.address() as AddressInfo).port,
        host: inAddress(host),
        close: (graceMs = 0) => {
          guard.startClosing();
          return close(server, graceMs);
        },
      });
    });
  });
}

function inAddress(host: string): string {
  if (host === "0.0.0.0" || host === "::") return LOOPBACK;
  return host.includes(":") ? `[${host}]` : host;
}

function close(server: HttpServer, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    if (graceMs === 0) server.closeAllConnections();
    else server.closeIdleConnections();
  });
}
