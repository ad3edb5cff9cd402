import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { programOnPath } from "./program-on-path.js";

/** The Redis of the machine: `REDIS_SERVER_PATH`, or `redis-server` on the PATH. */
export const REDIS_SERVER_PATH: string | undefined = programOnPath(
  ["redis-server"],
  process.env.REDIS_SERVER_PATH,
);

/**
 * Ends the title of what needs Redis, so that the list of skipped tests says why:
 * `describe.skipIf(REDIS_SERVER_PATH === undefined)(`a shared limit${WHY_NO_REDIS}`, …)`.
 */
export const WHY_NO_REDIS: string =
  REDIS_SERVER_PATH === undefined
    ? " (skipped: no redis-server on the PATH, set REDIS_SERVER_PATH)"
    : "";

export interface RedisServer {
  port: number;
  /** `redis://127.0.0.1:<port>` */
  url: string;
  /** Ends the server; its data goes with it. */
  stop: () => Promise<void>;
}

const HOST = "127.0.0.1";
const START_LIMIT_MS = 10_000;

/** A Redis of its own for a test file: empty, on a free port of the loopback, nothing kept on disk. */
export async function startRedisServer(): Promise<RedisServer> {
  // Another program can take the port between the look and the start: then the next one.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOn(await freePort());
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

async function startOn(port: number): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), "fireworks-redis-"));
  const settings = { port, bind: HOST, dir: folder, save: "", appendonly: "no" };
  const child = spawn(
    REDIS_SERVER_PATH ?? "redis-server",
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`]),
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  const gone = once(child, "close").catch((error: unknown) => (said += String(error)));
  // A test run that ends early leaves no server behind.
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const stop = async () => {
    process.removeListener("exit", kill);
    kill();
    await gone;
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = performance.now() + START_LIMIT_MS;
  while (!(await answers(port, child.pid))) {
    if (child.exitCode === null && performance.now() < deadline) await wait(5);
    else {
      await stop();
      throw new Error(`redis-server did not start on port ${port}:\n${said}`);
    }
  }
  return { port, url: `redis://${HOST}:${port}`, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Whether this very process answers PING there: another Redis may have been quicker to the port. */
async function answers(port: number, pid: number | undefined): Promise<boolean> {
  const socket = connect(port, HOST);
  let reply = "";
  socket.setEncoding("utf8").on("data", (text: string) => (reply += text));
  socket.write("PING\r\nINFO server\r\nQUIT\r\n");
  await once(socket, "close").catch(() => undefined);
  return reply.startsWith("+PONG") && reply.includes(`process_id:${pid}\r\n`);
}
