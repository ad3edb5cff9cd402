import {
  type AIMessage,
  type AIMessageChunk,
  HumanMessage,
  ToolMessage,
} from "@langchain/core/messages";
import type { ChatCompletionRequest } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { collect } from "./failure.js";
import { lastBody, localModels, REASONING_MODEL } from "./local-model.js";
import { foreignKeys } from "./wire-keys.js";

const weather = {
  type: "function" as const,
  function: { name: "get_weather", parameters: { type: "object", properties: {} } },
};

const SCRIPTS = [
  {
    when: { predicate: (request: ChatCompletionRequest) => request.messages.length === 1 },
    answer: {
      reasoning: "Two calls.",
      content: "I will look.",
      toolCalls: [
        { id: "call_a", name: "get_weather", arguments: { city: "Paris" } },
        { id: "call_b", name: "get_weather", arguments: { city: "Rome" } },
      ],
    },
  },
];

test.each([
  ["v0", "invoke"],
  ["v0", "stream"],
  ["v1", "invoke"],
  ["v1", "stream"],
] as const)("A42: our own %s answer (%s) goes back as it came", async (outputVersion, how) => {
  const { local, model } = localModels({ scripts: SCRIPTS });
  const llm = model({ model: REASONING_MODEL, outputVersion });
  const question = new HumanMessage("Which is warmer?");
  const ask = async (): Promise<AIMessage> => {
    const options = { tools: [weather] };
    if (how === "invoke") return llm.invoke([question], options);
    const chunks: AIMessageChunk[] = await collect(llm.stream([question], options));
    return chunks.reduce((sum, chunk) => sum.concat(chunk));
  };
  const answer = await ask();
  expect(answer.tool_calls).toHaveLength(2);
  const results = (answer.tool_calls ?? []).map(
    ({ id = "" }) => new ToolMessage({ tool_call_id: id, content: "20" }),
  );
  await llm.invoke([question, answer, ...results]);
  const sent = lastBody(local).messages;
  expect(sent[1]).toMatchObject({
    role: "assistant",
    content: "I will look.",
    tool_calls: [
      { id: "call_a", function: { name: "get_weather", arguments: '{"city":"Paris"}' } },
      { id: "call_b", function: { name: "get_weather", arguments: '{"city":"Rome"}' } },
    ],
  });
  expect(sent.slice(2)).toMatchObject([{ tool_call_id: "call_a" }, { tool_call_id: "call_b" }]);
  expect(foreignKeys(sent)).toStrictEqual([]);
});
