// Reads the results of a batch that was submitted to the server at an address, and prints what that took
// as JSON. Keeps no item, and neither should anything behind it.
import { readFile } from "node:fs/promises";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { ChatFireworks } from "../packages/langchain-fireworks/dist/index.js";
import { FireworksBatch } from "../packages/langchain-fireworks/dist/batch/index.js";

const [order, baseURL, handleFile] = process.argv.slice(2);
const model = "accounts/fireworks/models/deepseek-v4p1-flash";
const llm = new ChatFireworks({ model, apiKey: "fw_bench", baseURL });
const prompt = ChatPromptTemplate.fromTemplate("{sentence}");
const run = new FireworksBatch({ chain: prompt.pipe(llm) }).resume(
  await readFile(handleFile, "utf8"),
);

const started = performance.now();
let rows = 0;
let outOfOrder = 0;
let sum = 0;
for await (const { index, error, message } of run.results({ order })) {
  if (error) throw error;
  if (message.text !== `Answer ${index}`) throw new Error(`${index}: ${message.text}`);
  if (index !== rows) outOfOrder += 1;
  rows += 1;
  sum += index;
}
const seconds = (performance.now() - started) / 1000;
const expected = run.handle.rows;
if (rows !== expected || sum !== (expected * (expected - 1)) / 2)
  throw new Error(`read ${rows} of ${expected} rows, or not each once`);
if (order === "input" && outOfOrder > 0) throw new Error(`${outOfOrder} rows out of order`);
console.log(
  JSON.stringify({
    rows,
    seconds,
    cpuSeconds: process.cpuUsage().user / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
