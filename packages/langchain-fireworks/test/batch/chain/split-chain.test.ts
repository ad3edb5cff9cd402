import { AIMessage } from "@langchain/core/messages";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import {
  type Runnable,
  RunnableBranch,
  RunnableLambda,
  RunnableMap,
  RunnablePassthrough,
} from "@langchain/core/runnables";
import { FireworksConfigurationError } from "langchain-fireworks";
import { FireworksBatch } from "langchain-fireworks/batch";
import { expect, test } from "vitest";
import { z } from "zod";
import { batchPlan } from "../../../src/batch/chain/batch-plan.js";
import { KEY, lastBody, localModels, MODEL } from "../../local-model.js";

const { local, model } = localModels();
const llm = model();
const prompt = ChatPromptTemplate.fromTemplate("Say {word}");
const parser = new StringOutputParser();

test("the output of a chain is what follows the model makes of a message", async () => {
  const plan = batchPlan(
    prompt
      .pipe(llm)
      .pipe(parser)
      .pipe((text: string) => text.length),
  );
  expect(await plan.output(new AIMessage("four"))).toBe(4);
  const message = new AIMessage("as it is");
  expect(await batchPlan(llm).output(message)).toBe(message);
});

test("structured output is read as invoke reads it, with its error for what is none", async () => {
  const plan = batchPlan(prompt.pipe(llm.withStructuredOutput(z.object({ word: z.string() }))));
  const message = new AIMessage({
    content: '{"word":"yes"}',
    tool_calls: [{ id: "c", name: "extract", args: { word: "yes" } }],
  });
  expect(await plan.output(message)).toEqual({ word: "yes" });
  await expect(plan.output(new AIMessage("no"))).rejects.toThrow(/word|extract|JSON|call/i);
});

test("bindings of the chain and of the model reach the rows, the inner one first", async () => {
  const bound = llm.withConfig({ temperature: 0.5, maxTokens: 7 });
  const chain = prompt.pipe(bound).withConfig({ maxTokens: 9, topK: 3 } as object);
  const body = await batchPlan(chain).rowBody({ word: "x" });
  await chain.invoke({ word: "x" });
  const { model: _, messages: __, stream: ___, ...sent } = lastBody(local);
  const { messages, ...settings } = body as typeof body & { messages: unknown };
  expect(settings).toEqual(sent);
  expect(messages).toEqual([{ role: "user", content: "Say x" }]);
});

test("a binding may name another model, which is then the batch's", async () => {
  const other = "accounts/fireworks/models/kimi-k3";
  expect(batchPlan(llm.withConfig({ model: other })).model).toBe(other);
  expect(batchPlan(prompt.pipe(llm).withConfig({ runName: "x" })).model).toBe(MODEL);
});

test("maps, assignments and lambdas may stand before the model", async () => {
  const chain = RunnablePassthrough.assign({ word: (given: { text: string }) => given.text })
    .pipe(RunnableMap.from({ word: (given: { word: string }) => given.word.toUpperCase() }))
    .pipe(prompt)
    .pipe(llm);
  const body = await batchPlan(chain).rowBody({ text: "a" });
  expect(body).toMatchObject({ messages: [{ content: "Say A" }] });
});

test.each<[string, () => Runnable, string]>([
  ["no model", () => prompt.pipe(parser as never), "chain_without_model"],
  ["something else", () => "chain" as never, "chain_without_model"],
  ["two models", () => prompt.pipe(llm).pipe(parser).pipe(llm), "unsupported_chain"],
  ["fallbacks", () => llm.withFallbacks([llm]), "unsupported_chain"],
  ["a retry", () => prompt.pipe(llm.withRetry()), "unsupported_chain"],
  ["a map of models", () => RunnableMap.from({ a: llm, b: llm }), "unsupported_chain"],
  ["a branch", () => RunnableBranch.from([[() => true, llm], llm]) as never, "unsupported_chain"],
  ["a lambda alone", () => RunnableLambda.from(() => llm), "chain_without_model"],
])("a chain with %s is refused when the batch is made", (_, chain, code) => {
  expect(() => new FireworksBatch({ chain: chain() })).toThrow(FireworksConfigurationError);
  expect(() => new FireworksBatch({ chain: chain() })).toThrow(expect.objectContaining({ code }));
});

test("an injected client that knows no datasets is refused", () => {
  const client = { chat: { completions: { create: () => Promise.reject(new Error("unused")) } } };
  const chain = model({ client: client as never, apiKey: KEY });
  expect(() => new FireworksBatch({ chain })).toThrow(
    expect.objectContaining({ code: "no_batch_client" }),
  );
});

test("answers are read as invoke reads them, at the price of batches", async () => {
  const response = {
    id: "chatcmpl-1",
    object: "chat.completion" as const,
    created: 1,
    model: MODEL,
    choices: [
      { index: 1, message: { role: "assistant" as const, content: "two" }, finish_reason: "stop" },
      { index: 0, message: { role: "assistant" as const, content: "one" }, finish_reason: "stop" },
    ],
    usage: { prompt_tokens: 1_000_000, completion_tokens: 1_000_000, total_tokens: 2_000_000 },
  };
  const prices = { [MODEL]: { input: 1, output: 3 } };
  const messages = await batchPlan(model({ prices })).messages(response);
  expect(messages.map(({ text }) => text)).toEqual(["one", "two"]);
  expect(messages[0]?.response_metadata).toMatchObject({ cost: 2, finish_reason: "stop" });
  expect(messages[0]?.usage_metadata).toMatchObject({ input_tokens: 1_000_000 });
});
