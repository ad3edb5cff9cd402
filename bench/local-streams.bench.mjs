// How much does fireworks-local cost beside a server that only writes, and beside its clients?
//
// Floor: node:http writing the same events, one `write` each. Both are asked for many streams at once,
// in turns, by the least a client can do (fetch, decode, split, JSON.parse). Build first.
//
//   node bench/local-streams.bench.mjs [streams at once, default 2000] [rounds, default 3]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const STREAMS = Number(process.argv[2] ?? 2_000);
const ROUNDS = Number(process.argv[3] ?? 3);
const QUESTION = "Say this again, please. ".repeat(20);
const BODY = JSON.stringify({
  model: "accounts/fireworks/models/deepseek-v4p1-flash",
  messages: [{ role: "user", content: QUESTION }],
  reasoning_effort: "none",
  stream: true,
});
const HEADERS = { authorization: "Bearer fw_bench", "content-type": "application/json" };

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

async function start(script, args = []) {
  const child = spawn(process.execPath, [path(script), ...args], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = await once(lines, "line");
  lines.on("line", () => {});
  return { child, baseURL: JSON.parse(line).baseURL };
}

async function readStream(baseURL) {
  const response = await fetch(`${baseURL}/chat/completions`, {
    method: "POST",
    headers: HEADERS,
    body: BODY,
  });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  const decoder = new TextDecoder();
  let rest = "";
  let events = 0;
  for await (const bytes of response.body) {
    const parts = (rest + decoder.decode(bytes, { stream: true })).split("\n\n");
    rest = parts.pop();
    for (const part of parts) {
      if (part !== "data: [DONE]") JSON.parse(part.slice(6));
      events += 1;
    }
  }
  return events;
}

/** Milliseconds of CPU a process has used, where the system tells (Linux). */
function cpuOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

async function load({ child, baseURL }) {
  const before = { server: cpuOf(child.pid), client: process.cpuUsage(), at: performance.now() };
  const counts = await Promise.all(Array.from({ length: STREAMS }, () => readStream(baseURL)));
  const wall = performance.now() - before.at;
  const { user, system } = process.cpuUsage(before.client);
  const events = counts.reduce((sum, count) => sum + count, 0);
  return {
    events,
    wall,
    server: cpuOf(child.pid) - before.server,
    client: (user + system) / 1_000,
  };
}

/** Milliseconds from starting a process to its first line. */
async function startup(args) {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  await once(child.stdout, "data");
  const took = performance.now() - started;
  child.kill();
  return took;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const local = await start("../packages/fireworks-local/dist/cli/main.js", ["--port", "0"]);
const sample = await fetch(`${local.baseURL}/chat/completions`, {
  method: "POST",
  headers: HEADERS,
  body: BODY,
});
const floor = await start("local-streams-server.mjs");
await fetch(`${floor.baseURL}/sample`, { method: "POST", body: await sample.text() });

try {
  const results = { floor: [], local: [] };
  await load(local);
  await load(floor);
  for (let round = 0; round < ROUNDS; round += 1) {
    results.floor.push(await load(floor));
    results.local.push(await load(local));
  }
  const show = (name, runs) => {
    const perEvent = (key) => (median(runs.map((run) => run[key] / run.events)) * 1_000).toFixed(1);
    return {
      server: name,
      "wall, s": (median(runs.map(({ wall }) => wall)) / 1_000).toFixed(2),
      "server CPU an event, µs": perEvent("server"),
      "client CPU an event, µs": perEvent("client"),
    };
  };
  console.log(`${STREAMS} streams at once, ${results.local[0].events} events, ${ROUNDS} rounds`);
  console.table([show("writes only", results.floor), show("fireworks-local", results.local)]);
  const ratio = (key) =>
    median(results.local.map((run) => run[key])) / median(results.floor.map((run) => run[key]));
  console.log(
    `fireworks-local beside the floor: wall ${ratio("wall").toFixed(2)}, CPU ${ratio("server").toFixed(2)}`,
  );
  const byClient = results.local.map(({ server, client }) => server / client);
  console.log(`CPU of fireworks-local beside its client's: ${median(byClient).toFixed(2)}`);
  const starts = { empty: [], local: [] };
  for (let round = 0; round < 7; round += 1) {
    starts.empty.push(await startup(["-e", "console.log(1)"]));
    starts.local.push(
      await startup([path("../packages/fireworks-local/dist/cli/main.js"), "--port", "0"]),
    );
  }
  const [empty, ours] = [median(starts.empty), median(starts.local)];
  console.log(
    `start: empty Node ${empty.toFixed(0)} ms, fireworks-local ${ours.toFixed(0)} ms, ${(ours - empty).toFixed(0)} ms more`,
  );
} finally {
  local.child.kill();
  floor.child.kill();
}
