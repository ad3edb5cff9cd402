// One contestant of one row, in a process of its own: what another's code made of the compiler's
// assumptions and of the heap must not show here. The parent says when a sample is taken.
import { deltaText } from "./delta-text.mjs";
import { langchainReader } from "./langchain-reader.mjs";
import { expectedOf } from "./streams.mjs";
import { WORK } from "./work.mjs";

const QUESTION = {
  apiKey: "fw_bench",
  model: "accounts/fireworks/models/kimi-k3",
  tool: {
    type: "function",
    function: {
      name: "write_rows",
      description: "Writes rows.",
      parameters: { type: "object", properties: { rows: { type: "array" } } },
    },
  },
};

const { module, origin, row } = JSON.parse(process.argv[2]);
const { contestant } = await import(module);
const { kind, count } = row.stream;
const subject = await contestant({
  ...QUESTION,
  baseURL: `${origin}/${kind}-${count}/v1`,
  kind,
  deltaText,
  langchainReader,
});
const work = WORK[row.work]({ subject, row, expected: expectedOf(kind, count) });

process.on("message", () => void sample().then((result) => process.send(result)));
process.on("disconnect", () => process.exit());
process.send("ready");

/** CPU of all threads and wall time in milliseconds, and what the work itself measured. */
async function sample() {
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const own = await work();
  const wall = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpu: (user + system) / 1000, wall, ...own };
}
