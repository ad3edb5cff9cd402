// Submits so many rows as a batch to the server at an address, and prints what that took as JSON.
// The generator holds one row at a time, and so should everything behind it.
import { writeFile } from "node:fs/promises";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { ChatFireworks } from "../packages/langchain-fireworks/dist/index.js";
import { FireworksBatch } from "../packages/langchain-fireworks/dist/batch/index.js";

const [rows, baseURL, handleFile] = process.argv.slice(2);
const llm = new ChatFireworks({
  model: "accounts/fireworks/models/deepseek-v4p1-flash",
  apiKey: "fw_bench",
  baseURL,
  maxTokens: 64,
});
const prompt = ChatPromptTemplate.fromMessages([
  ["system", "Translate the sentence into French. Answer with the translation alone."],
  ["human", "{sentence}"],
]);

function* inputs() {
  for (let index = 0; index < Number(rows); index += 1) {
    yield { sentence: `Sentence number ${index}: the quick brown fox jumps over the lazy dog.` };
  }
}

const started = performance.now();
let written = 0;
const batch = new FireworksBatch({ chain: prompt.pipe(llm) });
const run = await batch.submit(inputs(), {
  onProgress({ phase }) {
    if (phase === "uploading") written ||= performance.now();
  },
});
const ended = performance.now();
if (handleFile !== undefined) await writeFile(handleFile, JSON.stringify(run));
console.log(
  JSON.stringify({
    rows: run.handle.rows,
    parts: run.handle.attempts[0].parts.length,
    bytes: run.handle.attempts[0].parts.reduce((sum, { bytes }) => sum + bytes, 0),
    writingSeconds: (written - started) / 1000,
    uploadingSeconds: (ended - written) / 1000,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
