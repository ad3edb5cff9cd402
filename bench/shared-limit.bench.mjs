// Four processes, one rate limit: how many 429s, and how long beside the time that the limit allows?
//
// Each process paces itself; once without knowing of the others, once sharing the limit through Redis. Build
// first. Needs redis-server on the PATH, or REDIS_SERVER_PATH.
//
// Written down on 2026-11-23, Node 20.20, two quiet cores: ideal 7.0 s; each for itself 13.1 s, 327 refused;
// shared 7.6 s, 16 refused.
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { createFireworksLocal } from "fireworks-local";

const PROCESSES = 4;
const CALLS = Number(process.argv[2] ?? 100);
const REQUESTS = 50;
const WINDOW_MS = 1_000;

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

async function startRedis() {
  const port = await freePort();
  const settings = ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const server = spawn(process.env.REDIS_SERVER_PATH ?? "redis-server", settings, {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const text of server.stdout) if (`${text}`.includes("Ready to accept")) break;
  return { url: `redis://127.0.0.1:${port}`, stop: () => server.kill() };
}

async function run(redisUrl) {
  const server = createFireworksLocal({ rateLimits: { requests: REQUESTS, windowMs: WINDOW_MS } });
  const { baseURL } = await server.listen();
  const worker = fileURLToPath(new URL("shared-limit-worker.mjs", import.meta.url));
  const task = JSON.stringify({ baseURL, redisUrl, calls: CALLS });
  const workers = Array.from({ length: PROCESSES }, () => fork(worker, [task]));
  for (const child of workers) child.once("exit", (code) => code === 0 || process.exit(1));
  await Promise.all(workers.map((child) => once(child, "message")));
  const startedAt = performance.now();
  const ends = workers.map(async (child) => {
    await once(child, "message");
    return performance.now() - startedAt;
  });
  for (const child of workers) child.send("go");
  const times = await Promise.all(ends);
  const refused = server.requests.filter(({ status }) => status === 429).length;
  await server.close();
  return { refused, first: Math.min(...times), last: Math.max(...times) };
}

const seconds = (ms) => `${(ms / 1_000).toFixed(1)} s`;
// The first window is there at once.
const ideal = (Math.ceil((PROCESSES * CALLS) / REQUESTS) - 1) * WINDOW_MS;
const redis = await startRedis();
try {
  console.log(
    `${PROCESSES} processes, ${CALLS} calls each, ${REQUESTS} requests in ${WINDOW_MS} ms allowed; ideal: ${seconds(ideal)}`,
  );
  for (const [name, url] of [
    ["each for itself", undefined],
    ["shared through Redis", redis.url],
  ]) {
    const { refused, first, last } = await run(url);
    console.log(
      `${name.padEnd(22)} ${String(refused).padStart(5)} refused, all done after ${seconds(last)} (the first process after ${seconds(first)})`,
    );
  }
} finally {
  redis.stop();
}
