// What does it cost to embed 100,000 texts through FireworksEmbeddings beside the least anyone must do,
// and what happens on the way: requests in flight, order, retries?
//
// Floor: as many fetches at once, JSON.parse, vectors put in the order of their index. First both are
// asked in turns against a server that only writes; then FireworksEmbeddings against fireworks-local,
// which refuses every 20th request with a 503. Build first.
//
// Written down on 2026-11-23, Node 20.20, two quiet cores: wall 1.48 and CPU 1.60 of the floor's, no vector
// misplaced; against fireworks-local 9.2 s, 8 requests at most and 7.4 to 7.7 in the mean of each tenth, 53
// retries for 53 refusals, no batch twice.
//
//   node bench/embeddings.bench.mjs [texts, default 100000] [requests at once, default 8] [rounds, default 1]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { FireworksEmbeddings } from "../packages/langchain-fireworks/dist/index.js";

const COUNT = Number(process.argv[2] ?? 100_000);
const AT_ONCE = Number(process.argv[3] ?? 8);
const ROUNDS = Number(process.argv[4] ?? 1);
const BATCH = 100;
const DIMENSIONS = 64;
/** The stand-in makes the whole vector of a model before it cuts it: a small one keeps the run short. */
const MODEL = "accounts/fireworks/models/qwen3-embedding-0p6b";
const TEXTS = Array.from({ length: COUNT }, (_, index) => `text ${index}`);
const HEADERS = { authorization: "Bearer fw_bench", "content-type": "application/json" };

async function start(...args) {
  const script = fileURLToPath(new URL("embeddings-server.mjs", import.meta.url));
  const child = spawn(process.execPath, [script, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const [line] = await once(lines, "line");
  return { child, baseURL: JSON.parse(line).baseURL };
}

/** The least a client can do. */
async function floor(baseURL) {
  const vectors = Array.from({ length: COUNT });
  let next = 0;
  const work = async () => {
    while (next < COUNT) {
      const first = next;
      next += BATCH;
      const input = TEXTS.slice(first, next);
      const body = JSON.stringify({ model: MODEL, input, dimensions: DIMENSIONS });
      const response = await fetch(`${baseURL}/embeddings`, {
        method: "POST",
        headers: HEADERS,
        body,
      });
      const { data } = await response.json();
      for (const { index, embedding } of data) vectors[first + index] = embedding;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return vectors;
}

function embedder(baseURL, fields) {
  return new FireworksEmbeddings({
    model: MODEL,
    apiKey: "fw_bench",
    baseURL,
    dimensions: DIMENSIONS,
    batchSize: BATCH,
    maxConcurrency: AT_ONCE,
    ...fields,
  });
}

async function measured(run) {
  const before = { cpu: process.cpuUsage(), at: performance.now() };
  const vectors = await run();
  const { user, system } = process.cpuUsage(before.cpu);
  return { wall: performance.now() - before.at, cpu: (user + system) / 1_000, vectors };
}

/** How many texts do not have the vector that begins with their number. */
const misplaced = (vectors) => vectors.filter((vector, index) => vector?.[0] !== index).length;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** A fetch that notes how many requests are under way when one begins or ends. */
function watched() {
  const seen = [];
  let now = 0;
  const fetching = async (...args) => {
    now += 1;
    seen.push({ at: performance.now(), now });
    try {
      return await globalThis.fetch(...args);
    } finally {
      now -= 1;
      seen.push({ at: performance.now(), now });
    }
  };
  return { fetch: fetching, seen };
}

/** The mean of the requests under way in each tenth of the time. */
function tenths(seen) {
  const [from, to] = [seen[0].at, seen.at(-1).at];
  return Array.from({ length: 10 }, (_, tenth) => {
    const start = from + ((to - from) * tenth) / 10;
    const end = start + (to - from) / 10;
    let area = 0;
    for (const [place, { at, now }] of seen.entries()) {
      const until = Math.min(seen[place + 1]?.at ?? to, end);
      area += Math.max(0, until - Math.max(at, start)) * now;
    }
    return (area / (end - start)).toFixed(1);
  });
}

const writer = await start("floor", String(DIMENSIONS));
const local = await start("local");
try {
  const runs = { floor: [], ours: [] };
  for (let round = 0; round < ROUNDS + 1; round += 1) {
    const least = await measured(() => floor(writer.baseURL));
    const ours = await measured(() => embedder(writer.baseURL).embedDocuments(TEXTS));
    const wrong = misplaced(least.vectors) + misplaced(ours.vectors);
    if (wrong > 0) throw new Error(`${wrong} vectors are not where they belong`);
    if (round === 0) continue; // warm-up
    runs.floor.push(least);
    runs.ours.push(ours);
  }
  console.log(`${COUNT} texts, ${BATCH} a request, ${AT_ONCE} at once, ${DIMENSIONS} numbers each`);
  const of = (name, key) => median(runs[name].map((run) => run[key]));
  console.table(
    ["floor", "ours"].map((name) => ({
      client: name,
      "wall, s": (of(name, "wall") / 1_000).toFixed(2),
      "CPU, s": (of(name, "cpu") / 1_000).toFixed(2),
    })),
  );
  const ratio = (key) => (of("ours", key) / of("floor", key)).toFixed(2);
  console.log(`FireworksEmbeddings beside the floor: wall ${ratio("wall")}, CPU ${ratio("cpu")}`);
  console.log("order: every vector belongs to its text, in answers that were not in order");

  const { fetch, seen } = watched();
  let retries = 0;
  const model = embedder(local.baseURL, { fetch, onRetry: () => (retries += 1) });
  const faulty = await measured(() => model.embedDocuments(TEXTS));
  const plain = embedder(local.baseURL);
  const sample = Array.from({ length: 50 }, (_, place) => Math.floor((place * COUNT) / 50));
  const alone = await plain.embedDocuments(sample.map((index) => TEXTS[index]));
  const differing = sample.filter(
    (index, place) => String(faulty.vectors[index]) !== String(alone[place]),
  );
  const requests = seen.length / 2;
  console.log(
    `fireworks-local, every 20th request refused: ${(faulty.wall / 1_000).toFixed(1)} s, ${requests} requests, ${retries} retries, ${requests - retries} answers for ${Math.ceil(COUNT / BATCH)} batches, client CPU ${(faulty.cpu / 1_000).toFixed(1)} s`,
  );
  console.log(
    `order: ${differing.length} of ${sample.length} vectors differ from the text asked alone`,
  );
  console.log(
    `in flight: ${Math.max(...seen.map(({ now }) => now))} at most; mean in each tenth of the time: ${tenths(seen).join(" ")}`,
  );
} finally {
  writer.child.kill();
  local.child.kill();
}
