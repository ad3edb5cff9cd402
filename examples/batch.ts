/** Many inputs as a batch job, at half the price: submit, keep the handle, wait, read, clean up. */
import { ChatFireworks } from "langchain-fireworks";
import { FireworksBatch } from "langchain-fireworks/batch";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { z } from "zod";
import { connect } from "./connect.js";

const { fields, close } = await connect();
const llm = new ChatFireworks({
  ...fields,
  model: "accounts/fireworks/models/deepseek-v4p1-flash",
  temperature: 0,
});
const Review = z.object({ positive: z.boolean(), reason: z.string() });
const prompt = ChatPromptTemplate.fromMessages([["human", "Judge this review: {text}"]]);
const batch = new FireworksBatch({ chain: prompt.pipe(llm.withStructuredOutput(Review)) });

const run = await batch.submit([
  { text: "The lamp broke after a week." },
  { text: "Quiet, fast, worth it." },
]);
const handle = JSON.stringify(run); // all that another process needs to go on

const later = batch.resume(handle);
await later.wait({
  onProgress: ({ state, counts }) => console.log(state, counts.processed, "of", counts.total),
});
for await (const item of later.results()) {
  console.log(item.index, item.error?.message ?? item.output);
}
await later.cleanUp();

await close();
