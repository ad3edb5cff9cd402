// How close does a paced run come to the time that an adaptive limit allows, and how many 429s does it cause?
//
// The local server, on a port in a process of its own, allows so many generated tokens a minute, in windows
// that begin with their first call, and a quarter more after 15 minutes of use (contract 8.1). Its clock goes
// 60 times as fast as ours: a window takes a second. Each answer is one token. Ideal: every window's calls at
// its beginning. The same calls go with a Pacer, and with `maxRetries` alone. Last, the pacer's own cost of a
// call where nothing waits. Build first.
//
// Written down on 2026-11-23, Node 20.20, two cores with nothing else; ideal 18.0 s: Pacer 18.7 s (1.04), 704
// 429s, none lost; maxRetries 2: 8,786 429s, 2,000 calls lost; maxRetries 10: 27.1 s (1.51), 10,347, none lost.
// Nearly all 429s of the Pacer come after the limit has grown above the 256 calls it has in flight: up to half
// of a window's calls go too early, when answers and new calls overtake each other. Before a quick server was
// asked by one call first, and a growing limit was told from a budget that is back: 22.9 s (1.27), 592.
//
//   node bench/paced-calls.bench.mjs [calls] [calls a window]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { FireworksClient, Pacer } from "../packages/fireworks-client/dist/index.js";

const CALLS = Number(process.argv[2] ?? 5_000);
const TIMES = 60;
const WINDOW_MS = 60_000 / TIMES;
const LIMIT = Number(process.argv[3] ?? 250);
const WINDOWS_TO_GROWTH = 15;
const MODEL = "accounts/fireworks/models/deepseek-v4p1-flash";
const REQUEST = { model: MODEL, messages: [{ role: "user", content: "hi" }], max_tokens: 1 };
const OTHER = "accounts/fireworks/models/kimi-k3";

const serverPath = fileURLToPath(new URL("paced-calls-server.mjs", import.meta.url));

/** A run against a server of its own, with all calls at once. */
async function play(options) {
  const server = spawn(process.execPath, [serverPath, String(LIMIT), String(TIMES)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [line] = await once(server.stdout, "data");
    const baseURL = String(line).trim();
    let refused = 0;
    const onResponse = ({ status }) => {
      if (status === 429) refused += 1;
    };
    const client = new FireworksClient({ apiKey: "fw_bench", baseURL, onResponse, ...options });
    for (let call = 0; call < 20; call += 1) {
      await client.chat.completions.create({ ...REQUEST, model: OTHER }, { pacer: null });
    }
    const started = performance.now();
    const calls = Array.from({ length: CALLS }, () => client.chat.completions.create(REQUEST));
    const results = await Promise.allSettled(calls);
    const elapsedMs = performance.now() - started;
    const lost = results.filter(({ status }) => status === "rejected").length;
    return { elapsedMs, refused, lost };
  } finally {
    server.kill();
  }
}

/** The beginning of the window in which the last call fits, if none of any window is wasted. */
function idealMs() {
  let limit = LIMIT;
  let left = CALLS;
  for (let window = 0; ; window += 1) {
    if (window > 0 && window % WINDOWS_TO_GROWTH === 0) limit = Math.round(limit * 1.25);
    if (left <= limit) return window * WINDOW_MS;
    left -= limit;
  }
}

function row(name, { elapsedMs, refused, lost }) {
  // Calls that are lost take no time: a run that loses some has no ideal to be near.
  const ratio = lost === 0 ? (elapsedMs / idealMs()).toFixed(3) : "-";
  const cells = [name, (elapsedMs / 1_000).toFixed(1), ratio, refused, lost];
  console.log(`| ${cells.join(" | ")} |`);
}

console.log(`${CALLS} calls at once, ${LIMIT} calls a window of ${WINDOW_MS} ms\n`);
console.log(
  "| run | seconds | time / ideal | 429s | calls lost |\n| --- | --- | --- | --- | --- |",
);
row("ideal", { elapsedMs: idealMs(), refused: 0, lost: 0 });
row("Pacer", await play({ pacer: new Pacer() }));
row("maxRetries: 2 (the default)", await play({}));
row("maxRetries: 10", await play({ maxRetries: 10 }));

console.log("\n| what a call costs in the client | µs |\n| --- | --- |");
const [without, paced] = await costOfCalls([undefined, new Pacer()]);
console.log(`| no pacer | ${without.toFixed(1)} |`);
console.log(`| Pacer, nothing waits | ${paced.toFixed(1)} |`);

/** Calls one after the other, answered from memory: what is left is the client. Rounds alternate. */
async function costOfCalls(pacers) {
  const headers = {
    "content-type": "application/json",
    "x-ratelimit-limit-requests": "1000000000",
    "x-ratelimit-remaining-requests": "999999999",
    "x-ratelimit-limit-tokens-generated": "1000000000",
    "x-ratelimit-remaining-tokens-generated": "999999999",
  };
  const body = JSON.stringify({
    choices: [{ index: 0, message: { role: "assistant", content: "hi" }, finish_reason: "stop" }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  });
  const answer = async () => new Response(body, { headers });
  const clients = pacers.map(
    (pacer) =>
      new FireworksClient({
        apiKey: "fw_bench",
        baseURL: "http://127.0.0.1/v1",
        fetch: answer,
        pacer,
      }),
  );
  const times = clients.map(() => []);
  for (let round = 0; round < 21; round += 1) {
    for (const [index, client] of clients.entries()) {
      const started = performance.now();
      for (let call = 0; call < 1_000; call += 1) await client.chat.completions.create(REQUEST);
      times[index].push(performance.now() - started);
    }
  }
  return times.map((rounds) => rounds.toSorted((a, b) => a - b)[10]);
}
