// One contestant of one row, in a process of its own: what another's code made of the compiler's
// assumptions and of the heap must not show here. The parent says when a sample is taken.
import { deltaText } from "./delta-text.mjs";
import { langchainReader } from "./langchain-reader.mjs";
import { expectedOf } from "./streams.mjs";
import { WORK } from "./work.mjs";

const QUESTION = {
  apiKey: "fw_bench",
  model: "accounts/fireworks/models/kimi-k3",
  deltaText,
  langchainReader,
  tool: {
    type: "function",
    function: {
      name: "write_rows",
      description: "Writes rows.",
      parameters: { type: "object", properties: { rows: { type: "array" } } },
    },
  },
};

const { module, origin, row, sizes } = JSON.parse(process.argv[2]);
const { contestant } = await import(module);
const { kind, path = kind } = row.stream;
const subjects = sizes.map((size) => {
  const baseURL = `${origin}/${[path, size, ...(row.stream.numbers ?? [])].join("-")}/v1`;
  const subject = contestant({ ...QUESTION, baseURL, kind });
  return { size, subject, row, expected: expectedOf(path, size) };
});
const work = WORK[row.work];

process.on("message", () => void sampleOfEach().then((result) => process.send(result)));
process.on("disconnect", () => process.exit());
process.send("ready");

/** By size. */
async function sampleOfEach() {
  const samples = {};
  for (const task of subjects) samples[task.size] = await sample(task);
  return samples;
}

/** CPU of all threads and wall time in milliseconds, and what the work itself measured. */
async function sample(task) {
  let own;
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  for (let time = 0; time < (row.repeat ?? 1); time += 1) own = await work(task);
  const wall = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpu: (user + system) / 1000, wall, ...own };
}
