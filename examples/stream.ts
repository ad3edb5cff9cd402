/** Tokens as they arrive, and the whole message at the end. */
import process from "node:process";
import type { AIMessageChunk } from "@langchain/core/messages";
import { ChatFireworks } from "langchain-fireworks";
import { connect } from "./connect.js";

const { fields, close } = await connect();
const llm = new ChatFireworks({
  ...fields,
  model: "accounts/fireworks/models/deepseek-v4p1-flash",
});

let whole: AIMessageChunk | undefined;
let chunks = 0;
for await (const chunk of await llm.stream("Write one line about the sea.")) {
  process.stdout.write(chunk.text);
  whole = whole === undefined ? chunk : whole.concat(chunk);
  chunks += 1;
}
console.log(`\n${chunks} chunks, ${whole?.usage_metadata?.output_tokens} output tokens`);

await close();
