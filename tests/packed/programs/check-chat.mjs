/** Walks the main paths of the installed packages; shared by the ESM program and by initChatModel's. */
import assert from "node:assert/strict";
import { tool } from "@langchain/core/tools";
import { z } from "zod";

const add = tool(({ a, b }) => String(a + b), {
  name: "add",
  description: "Add two integers",
  schema: z.object({ a: z.number().int(), b: z.number().int() }),
});

export async function checkChat(model) {
  const answer = await model.invoke("Hello");
  assert.notEqual(answer.text, "");
  assert.ok(answer.usage_metadata.total_tokens > 0);

  let streamed = "";
  for await (const chunk of await model.stream("Hello")) streamed += chunk.text;
  assert.equal(streamed, answer.text);

  const { tool_calls: calls } = await model
    .bindTools([add], { tool_choice: "add" })
    .invoke("What is add(1, 2)?");
  assert.deepEqual([calls[0].name, calls[0].args], ["add", { a: 1, b: 2 }]);
}
