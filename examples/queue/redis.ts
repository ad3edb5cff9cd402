import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import process from "node:process";
import { Redis } from "ioredis";

export interface RunningRedis {
  url: string;
  stop(): void;
}

/** The Redis of `REDIS_URL`, or one of its own that keeps nothing: `redis-server` has to be installed. */
export async function startRedis(): Promise<RunningRedis> {
  const given = process.env.REDIS_URL;
  if (given) return { url: given, stop: () => {} };
  const program = process.env.REDIS_SERVER_PATH || "redis-server";
  const port = await freePort();
  const settings = ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const server = spawn(program, settings, { stdio: "ignore" });
  const stop = () => void server.kill("SIGKILL");
  process.once("exit", stop);
  await once(server, "spawn").catch(() => {
    throw new Error("Install Redis (apt install redis-server) or set REDIS_URL.");
  });
  const url = `redis://127.0.0.1:${port}`;
  // Commands wait until the connection is there.
  const connection = new Redis(url);
  connection.on("error", () => {});
  await connection.ping();
  connection.disconnect();
  return { url, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
