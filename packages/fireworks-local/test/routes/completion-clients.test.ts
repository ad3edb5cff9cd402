import { createFireworks } from "@ai-sdk/fireworks";
import { OpenAI as LangChainOpenAI } from "@langchain/openai";
import { generateText, streamText } from "ai";
import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { LLAMA, local } from "../local.js";

const ANSWER = "there was a test that passed.";
const server = local({ scripts: [{ when: { user: "Once upon" }, answer: { content: ANSWER } }] });
const prompt = "Once upon a time";

describe("the openai SDK", () => {
  const client = new OpenAI({ apiKey: "fw_test", baseURL: server.baseURL, fetch: server.fetch });

  test("completes whole", async () => {
    const request = { model: LLAMA, prompt: [prompt, "Say bye"], max_tokens: 60, logprobs: 1 };
    const answer = await client.completions.create(request);
    expect(answer.choices.map(({ text }) => text)).toEqual([
      ANSWER,
      expect.stringContaining("Say bye"),
    ]);
    expect(answer.choices[0]?.logprobs?.tokens?.join("")).toBe(ANSWER);
  });

  test("completes as a stream", async () => {
    let text = "";
    let finish: string | undefined;
    const stream = await client.completions.create({ model: LLAMA, prompt, stream: true });
    for await (const chunk of stream) {
      text += chunk.choices[0]?.text ?? "";
      finish = chunk.choices[0]?.finish_reason ?? finish;
    }
    expect([text, finish]).toEqual([ANSWER, "stop"]);
  });

  test("says what Fireworks refuses", async () => {
    const request = { model: LLAMA, prompt, best_of: 2 };
    await expect(client.completions.create(request)).rejects.toMatchObject({
      status: 400,
      message: "400 Extra inputs are not permitted, field: 'best_of', value: 2",
    });
  });
});

describe("the AI SDK's Fireworks provider", () => {
  const options = { apiKey: "fw_test", baseURL: server.baseURL, fetch: server.fetch };
  const model = createFireworks(options).completionModel(LLAMA);

  test("completes whole", async () => {
    const { text, finishReason, usage } = await generateText({ model, prompt });
    expect([text, finishReason]).toEqual([ANSWER, "stop"]);
    expect(usage.outputTokens).toBeGreaterThan(3);
  });

  test("completes as a stream", async () => {
    const { text, usage } = streamText({ model, prompt });
    expect([await text, (await usage).outputTokens]).toEqual([ANSWER, 7]);
  });
});

describe("LangChain's OpenAI", () => {
  const llm = new LangChainOpenAI({
    model: LLAMA,
    apiKey: "fw_test",
    configuration: { baseURL: server.baseURL, fetch: server.fetch },
    maxRetries: 0,
  });

  test("completes whole and as a stream", async () => {
    expect(await llm.invoke(prompt)).toBe(ANSWER);
    let text = "";
    for await (const piece of await llm.stream(prompt)) text += piece;
    expect(text).toBe(ANSWER);
  });
});
