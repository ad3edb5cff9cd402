import { HumanMessage } from "@langchain/core/messages";
import { createAgent, summarizationMiddleware } from "langchain";
import type { ChatFireworks } from "langchain-fireworks";
import { expect, test } from "vitest";
import { z } from "zod";
import { lastBody, localModels, sentBodies } from "../local-model.js";

const KIMI = "accounts/fireworks/models/kimi-k3";
const MINIMAX = "accounts/fireworks/models/minimax-m3";
const MINE = "accounts/me/deployments/mine";
const City = z.object({ city: z.string(), population: z.number() });

const deployments = [{ id: MINE, baseModel: KIMI }];

async function answer(model: ChatFireworks): Promise<unknown> {
  const agent = createAgent({ model, responseFormat: City });
  const { structuredResponse } = await agent.invoke({ messages: [new HumanMessage("Rome")] });
  return structuredResponse;
}

test.each([
  ["kimi-k3, which is known to keep to a schema", { model: KIMI }],
  ["a router to it", { model: "accounts/fireworks/routers/kimi-latest" }],
  ["a deployment of it", { model: MINE, baseModel: KIMI }],
  ["a model its caller vouches for", { model: MINIMAX, profile: { structuredOutput: true } }],
])("A130: createAgent asks %s for the schema itself", async (_, fields) => {
  const { local, model } = localModels({ deployments });
  expect(City.safeParse(await answer(model(fields))).success).toBe(true);
  expect(lastBody(local)).toMatchObject({ response_format: { type: "json_schema" } });
  expect(lastBody(local).tools).toBeUndefined();
});

test.each([
  ["minimax-m3, of which it is not known", { model: MINIMAX }],
  ["a deployment of who knows what", { model: MINE }],
  ["a model its caller distrusts", { model: KIMI, profile: { structuredOutput: false } }],
])("A130: createAgent asks %s for a tool call", async (_, fields) => {
  const { local, model } = localModels({ deployments });
  expect(City.safeParse(await answer(model(fields))).success).toBe(true);
  expect(lastBody(local)).toMatchObject({ tool_choice: expect.anything() });
  expect(lastBody(local).tools).toHaveLength(1);
  expect(lastBody(local).response_format).toBeUndefined();
});

test("D12: the live profile of a deployment picks the strategy too", async () => {
  const { local, model } = localModels({ deployments });
  const deployed = model({ model: MINE });
  await deployed.fetchProfile();
  await answer(deployed);
  expect(lastBody(local)).toMatchObject({ response_format: { type: "json_schema" } });
});

/** A conversation of about this many tokens by langchain's own rule, four characters for each. */
const conversation = (tokens: number): HumanMessage[] =>
  Array.from({ length: 4 }, () => new HumanMessage("abcd".repeat(Math.ceil(tokens / 4))));

async function summarizes(model: ChatFireworks, tokens: number): Promise<boolean> {
  const trigger = { fraction: 0.5 };
  const middleware = summarizationMiddleware({ model, trigger, keep: { messages: 1 } });
  const agent = createAgent({ model, middleware: [middleware] });
  const { messages } = await agent.invoke({ messages: conversation(tokens) });
  return messages.some(({ additional_kwargs }) => additional_kwargs.lc_source === "summarization");
}

test("A130: summarization fires at half of the window the profile states", async () => {
  const { local, model } = localModels();
  const llama = model({ model: "accounts/fireworks/models/llama-v3-70b-instruct" });
  expect(llama.profile.maxInputTokens).toBe(8_192);
  expect(await summarizes(llama, 4_092)).toBe(false);
  expect(sentBodies(local)).toHaveLength(1);
  expect(await summarizes(llama, 4_100)).toBe(true);
  expect(sentBodies(local)).toHaveLength(3);
});

test("A132: and at half of the smaller window that a deployment turns out to have", async () => {
  const own = { id: MINE, baseModel: KIMI, maxContextLength: 2_000 };
  const model = localModels({ deployments: [own] }).model({ model: MINE });
  await model.fetchProfile();
  expect(await summarizes(model, 996)).toBe(false);
  expect(await summarizes(model, 1_004)).toBe(true);
});
