import { expect, test } from "vitest";
import { estimateTokens, textOfContent } from "../../src/convert/token-count.js";
import { failureOf } from "../failure.js";
import { lastBody, localModels } from "../local-model.js";

test("A102: an estimate: four characters a token, one in scripts without spaces", () => {
  expect(estimateTokens("")).toBe(0);
  expect(estimateTokens("abcdefgh")).toBe(2);
  expect(estimateTokens("abcde")).toBe(2);
  expect(estimateTokens("编程语言")).toBe(4);
  expect(estimateTokens("编程abcd")).toBe(3);
});

test("A102: media in a list counts as nothing", () => {
  const image = { type: "image_url", image_url: { url: "x" } };
  expect(textOfContent([{ type: "text", text: "ab" }, image, { type: "text", text: "c" }])).toBe(
    "abc",
  );
});

test("A102, D29: getNumTokens never leaves the process", async () => {
  const { local, model } = localModels();
  expect(await model().getNumTokens("abcdefgh")).toBe(2);
  expect(local.requests).toStrictEqual([]);
});

test("A102: a tokenCounter replaces the estimate", async () => {
  const { model } = localModels();
  expect(await model({ tokenCounter: async (text) => text.length }).getNumTokens("abc")).toBe(3);
});

test("A102, D29: countPromptTokens asks the server, for one token, tools included", async () => {
  const { local, model } = localModels();
  const llm = model({ maxTokens: 9000, n: 3 });
  const bare = await llm.countPromptTokens("hello there");
  expect(lastBody(local)).toMatchObject({ max_tokens: 1, n: 1, stream: false });
  const message = await model().invoke("hello there");
  expect(bare).toBe(message.usage_metadata?.input_tokens);
  const tool = { type: "function" as const, function: { name: "f", description: "A long one" } };
  expect(await llm.countPromptTokens("hello there", { tools: [tool] })).toBeGreaterThan(bare);
});

test("A102: countPromptTokens never takes silence for a count", async () => {
  const answer = { choices: [{ index: 0, message: { role: "assistant", content: "a" } }] };
  const { model } = localModels({ faults: [{ fault: { status: 200, body: answer } }] });
  const error = await failureOf(() => model().countPromptTokens("hello"));
  expect(error).toMatchObject({ name: "FireworksError", code: "no_usage" });
});

test("A102: countPromptTokens asks for one token whichever name the budget has", async () => {
  const { local, model } = localModels();
  await model().countPromptTokens("hello", { maxCompletionTokens: 500 });
  expect(lastBody(local)).toMatchObject({ max_tokens: 1 });
  await model({ modelKwargs: { max_completion_tokens: 500 } }).countPromptTokens("hello");
  expect(lastBody(local)).not.toHaveProperty("max_completion_tokens");
});
