// What does reading a stream through the client cost beside the least anyone must do?
//
// Floor: fetch, decode, split at blank lines, JSON.parse. Ours: the built client's `for await`.
// Rounds alternate within one run; the result is the ratio of the medians. Build first.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const ROUNDS = Number(process.argv[2] ?? 120);
const CHUNKS = 2000;
const dist = process.env.CLIENT_DIST ?? "../packages/fireworks-client/dist/index.js";
const { FireworksClient } = await import(dist);

const serverPath = fileURLToPath(new URL("client-stream-server.mjs", import.meta.url));
const server = spawn(process.execPath, [serverPath, String(CHUNKS)]);
const [port] = await once(server.stdout, "data");
const baseURL = `http://127.0.0.1:${String(port).trim()}/v1`;
const request = { model: "m", messages: [{ role: "user", content: "hi" }], stream: true };

async function floor() {
  const response = await fetch(`${baseURL}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer fw_bench" },
    body: JSON.stringify(request),
  });
  const decoder = new TextDecoder();
  let rest = "";
  let count = 0;
  let characters = 0;
  for await (const bytes of response.body) {
    const events = (rest + decoder.decode(bytes, { stream: true })).split("\n\n");
    rest = events.pop();
    for (const event of events) {
      if (event === "data: [DONE]") continue;
      characters += JSON.parse(event.slice(6)).choices[0].delta.content?.length ?? 0;
      count += 1;
    }
  }
  return { count, characters };
}

const client = new FireworksClient({ apiKey: "fw_bench", baseURL });

async function ours() {
  let count = 0;
  let characters = 0;
  for await (const chunk of await client.chat.completions.create(request)) {
    characters += chunk.choices[0].delta.content?.length ?? 0;
    count += 1;
  }
  return { count, characters };
}

async function timed(work) {
  const started = performance.now();
  const { count } = await work();
  if (count !== CHUNKS) throw new Error(`read ${count} chunks instead of ${CHUNKS}`);
  return performance.now() - started;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

try {
  for (let round = 0; round < 20; round += 1) await timed(round % 2 ? floor : ours);
  const times = { floor: [], ours: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = round % 2 ? [floor, ours] : [ours, floor];
    for (const work of order) times[work.name].push(await timed(work));
  }
  const floorMs = median(times.floor);
  const oursMs = median(times.ours);
  console.log(
    `${CHUNKS} chunks: floor ${floorMs.toFixed(2)} ms, client ${oursMs.toFixed(2)} ms, ratio ${(oursMs / floorMs).toFixed(3)} (${ROUNDS} rounds)`,
  );
} finally {
  server.kill();
}
