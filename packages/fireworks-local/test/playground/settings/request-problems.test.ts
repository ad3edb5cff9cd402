import type { ChatCompletionRequest } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { requestProblems } from "../../../playground/src/settings/request-problems.js";

const GOOD: ChatCompletionRequest = {
  model: "accounts/fireworks/models/kimi-k3",
  messages: [{ role: "user", content: "Hello" }],
};

test.each([
  [{ temperature: 9 }, ["temperature"]],
  [{ stop: ["a", "b", "c", "d", "e"] }, ["stop", "stop"]],
  [{ thinking: { type: "enabled", budget_tokens: 3 } }, ["thinking"]],
  [{ thinking: { type: "disabled" }, reasoning_effort: "low" }, ["thinking", "reasoning_effort"]],
  [{ top_logprobs: 3 }, ["top_logprobs"]],
  [{ top_logprobs: 3, logprobs: true }, []],
  [{ temperature: 2, top_p: 0 }, []],
])("%j is wrong at %j", (changes, keys) => {
  const problems = requestProblems({ ...GOOD, ...changes } as ChatCompletionRequest);
  expect(problems.map(({ key }) => key)).toEqual(keys);
});
