import { ChatFireworks } from "langchain-fireworks";
import { FireworksBatch } from "langchain-fireworks/batch";
import { KEY, MODEL } from "../local-model.js";

/** Submits, and is killed when the first job was asked for, before it hears of it. */
const [baseURL = "", inputs = "[]", parts = "{}"] = process.argv.slice(2);
const llm = new ChatFireworks({
  model: MODEL,
  apiKey: KEY,
  baseURL,
  fetch: async (input, init) => {
    const answer = await fetch(input, init);
    const isJob = init?.method === "POST" && String(input).includes("/batchInferenceJobs?");
    if (isJob) process.kill(process.pid, "SIGKILL");
    return answer;
  },
});
await new FireworksBatch({ chain: llm, ...(JSON.parse(parts) as object) }).submit(
  JSON.parse(inputs) as string[],
);
