import { AIMessage, AIMessageChunk, HumanMessage } from "@langchain/core/messages";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { RunnableSequence } from "@langchain/core/runnables";
import { concat } from "@langchain/core/utils/stream";
import { createFireworksLocal, type FireworksLocal } from "fireworks-local";
import { ChatFireworks, type ChatFireworksFields } from "langchain-fireworks";
import * as fireworksPackage from "langchain-fireworks";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { collect } from "./failure.js";
import { KEY, lastBody, PAGE_MODEL } from "./local-model.js";

const MESSAGES: [string, string][] = [
  [
    "system",
    "You are a helpful assistant that translates English to French. Translate the user sentence.",
  ],
  ["human", "I love programming."],
];

let local: FireworksLocal;

beforeEach(async () => {
  local = createFireworksLocal();
  await local.listen();
  vi.stubEnv("FIREWORKS_API_KEY", KEY);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await local.close();
});

/** The page's instantiation, with the key from the environment, as the page has it. */
function pageModel(fields: Partial<ChatFireworksFields> = {}): ChatFireworks {
  return new ChatFireworks({
    model: PAGE_MODEL,
    temperature: 0,
    maxTokens: null,
    timeout: null,
    maxRetries: 2,
    baseURL: local.baseURL,
    ...fields,
  });
}

describe("the page's instantiation", () => {
  test("S1/S4/S25: the class is exported from the root under the page's name", () => {
    expect(fireworksPackage.ChatFireworks).toBe(ChatFireworks);
    expect(ChatFireworks.lc_name()).toBe("ChatFireworks");
  });

  test("S20: the key comes from FIREWORKS_API_KEY and is sent as a bearer token", async () => {
    const keyed = createFireworksLocal({ apiKeys: [KEY] });
    await keyed.listen();
    await expect(pageModel({ baseURL: keyed.baseURL }).invoke("hi")).resolves.toBeInstanceOf(
      AIMessage,
    );
    await keyed.close();
  });

  test("S26: the id is sent unchanged, from the object and from the shorthand", async () => {
    await pageModel().invoke("hi");
    expect(lastBody(local).model).toBe(PAGE_MODEL);
    await new ChatFireworks(PAGE_MODEL, { baseURL: local.baseURL, maxRetries: 0 }).invoke("hi");
    expect(lastBody(local).model).toBe(PAGE_MODEL);
  });

  test("S27: a temperature of zero is sent as 0", async () => {
    await pageModel().invoke("hi");
    expect(lastBody(local).temperature).toBe(0);
  });

  test.each([{ maxTokens: null }, { maxTokens: undefined }])(
    "S28: %o leaves max_tokens out of the request",
    async (fields) => {
      await pageModel(fields).invoke("hi");
      expect(lastBody(local)).not.toHaveProperty("max_tokens");
    },
  );

  test("S29: without a timeout a slow answer is waited for; a number is milliseconds", async () => {
    const slow = createFireworksLocal({ faults: [{ fault: { delayHeadersMs: 60 } }] });
    await slow.listen();
    const patient = pageModel({ baseURL: slow.baseURL, maxRetries: 0 });
    await expect(patient.invoke("hi")).resolves.toBeInstanceOf(AIMessage);
    await expect(patient.invoke("hi", { timeout: 20 })).rejects.toThrow("20 ms");
    await slow.close();
  });

  test.each([{ maxRetries: 2 }, { maxRetries: undefined }])(
    "S30: %o means three attempts at most",
    async (fields) => {
      const failing = createFireworksLocal({
        faults: [{ fault: { status: 500, headers: { "retry-after-ms": "1" } } }],
      });
      await failing.listen();
      const model = pageModel({ baseURL: failing.baseURL, ...fields });
      await expect(model.invoke("hi")).rejects.toMatchObject({ status: 500 });
      expect(failing.requests).toHaveLength(3);
      await failing.close();
    },
  );
});

describe("the page's invocation", () => {
  test("S32: role and text pairs become system and user messages in order", async () => {
    await pageModel().invoke(MESSAGES);
    expect(lastBody(local).messages).toStrictEqual([
      { role: "system", content: MESSAGES[0]?.[1] },
      { role: "user", content: "I love programming." },
    ]);
  });

  test("S33: the result is an AIMessage for both checks", async () => {
    const message = await pageModel().invoke(MESSAGES);
    expect(AIMessage.isInstance(message)).toBe(true);
    expect(message).toBeInstanceOf(AIMessage);
  });

  test("S34–S41: text, metadata, id and token counts are the page's", async () => {
    const message = await pageModel().invoke(MESSAGES);
    expect(message.content).toBe("J'adore la programmation.");
    expect(message.text).toBe("J'adore la programmation.");
    expect(message.usage_metadata).toStrictEqual({
      input_tokens: 35,
      output_tokens: 9,
      total_tokens: 44,
    });
    const usage = { prompt_tokens: 35, total_tokens: 44, completion_tokens: 9 };
    expect(message.response_metadata).toStrictEqual({
      model_provider: "fireworks",
      model: PAGE_MODEL,
      model_name: PAGE_MODEL,
      created: expect.any(Number),
      finish_reason: "stop",
      usage,
      token_usage: usage,
      tokenUsage: { promptTokens: 35, completionTokens: 9, totalTokens: 44 },
      // The page's model is retired: its price is not known.
      cost: null,
    });
  });

  test("S37: system_fingerprint is kept, an empty one too, and absent when not sent", async () => {
    const answer = (fingerprint?: string) => ({
      id: "c1",
      object: "chat.completion",
      created: 1,
      model: PAGE_MODEL,
      ...(fingerprint !== undefined && { system_fingerprint: fingerprint }),
      choices: [{ index: 0, message: { role: "assistant", content: "x" }, finish_reason: "stop" }],
    });
    const metadata = async (fingerprint?: string) => {
      const fetch = async () => Response.json(answer(fingerprint));
      return (await pageModel({ fetch }).invoke("hi")).response_metadata;
    };
    expect(await metadata("")).toHaveProperty("system_fingerprint", "");
    expect(await metadata("fp_1")).toHaveProperty("system_fingerprint", "fp_1");
    expect(await metadata()).not.toHaveProperty("system_fingerprint");
  });

  test("S39: logprobs are absent when nobody asked for them", async () => {
    const message = await pageModel().invoke(MESSAGES);
    expect(message.response_metadata).not.toHaveProperty("logprobs");
  });

  test("S40: the message's id is the server's", async () => {
    const ids: string[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await globalThis.fetch(input, init);
      ids.push(((await response.clone().json()) as { id: string }).id);
      return response;
    };
    const message = await pageModel({ fetch }).invoke(MESSAGES);
    expect(message.id).toBe(ids[0]);
    expect(message.id).not.toBe("");
  });

  test("S42: logging the content prints the French sentence", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    console.log((await pageModel().invoke(MESSAGES)).content);
    expect(log).toHaveBeenCalledWith("J'adore la programmation.");
    log.mockRestore();
  });
});

describe("the page's chain", () => {
  const prompt = ChatPromptTemplate.fromMessages([
    [
      "system",
      "You are a helpful assistant that translates {input_language} to {output_language}.",
    ],
    ["human", "{input}"],
  ]);
  const INPUT = {
    input_language: "English",
    output_language: "German",
    input: "I love programming.",
  };

  test("S43–S48: prompt.pipe(llm) sends both languages and answers in German", async () => {
    const message = await prompt.pipe(pageModel()).invoke(INPUT);
    expect(lastBody(local).messages).toStrictEqual([
      {
        role: "system",
        content: "You are a helpful assistant that translates English to German.",
      },
      { role: "user", content: "I love programming." },
    ]);
    expect(message.content).toBe("Ich liebe das Programmieren.");
    expect(message.usage_metadata).toStrictEqual({
      input_tokens: 30,
      output_tokens: 7,
      total_tokens: 37,
    });
    expect(message.response_metadata).toMatchObject({
      model_name: PAGE_MODEL,
      finish_reason: "stop",
      tokenUsage: { promptTokens: 30, completionTokens: 7, totalTokens: 37 },
    });
  });

  test("S45: the same chain works in a RunnableSequence", async () => {
    const chain = RunnableSequence.from([prompt, pageModel()]);
    expect((await chain.invoke(INPUT)).content).toBe("Ich liebe das Programmieren.");
  });
});

describe("the page's feature table", () => {
  test("S15/S17: several chunks arrive, one has the usage, and their sum equals invoke", async () => {
    const llm = pageModel();
    const whole = await llm.invoke(MESSAGES);
    const chunks = await collect(llm.stream(MESSAGES));
    expect(chunks.length).toBeGreaterThan(3);
    expect(chunks.every((chunk) => AIMessageChunk.isInstance(chunk))).toBe(true);
    expect(chunks.filter((chunk) => chunk.usage_metadata !== undefined)).toHaveLength(1);
    const sum = chunks.reduce((left, right) => concat(left, right));
    expect(sum.content).toBe(whole.content);
    expect(sum.usage_metadata).toStrictEqual(whole.usage_metadata);
  });

  test("S18: logprobs switched on arrive in response_metadata, whole and streamed", async () => {
    const llm = pageModel({ logprobs: true, topLogprobs: 2 });
    const whole = await llm.invoke(MESSAGES);
    const { content } = whole.response_metadata.logprobs as { content: { token: string }[] };
    expect(content.map(({ token }) => token).join("")).toBe("J'adore la programmation.");
    const sum = (await collect(llm.stream(MESSAGES))).reduce((a, b) => concat(a, b));
    expect(sum.response_metadata.logprobs).toStrictEqual(whole.response_metadata.logprobs);
  });

  test("S9: a bound tool is called, invoked and streamed", async () => {
    const llm = pageModel().bindTools([
      {
        type: "function",
        function: {
          name: "get_weather",
          description: "Get the weather of a city",
          parameters: {
            type: "object",
            properties: { city: { type: "string" } },
            required: ["city"],
          },
        },
      },
    ]);
    const question = "What is the weather in Paris?";
    const { tool_calls: calls } = await llm.invoke(question);
    expect(calls).toMatchObject([{ name: "get_weather", args: { city: "Paris" } }]);
    const sum = (await collect(llm.stream(question))).reduce((a, b) => concat(a, b));
    expect(sum.tool_calls).toMatchObject([{ name: "get_weather", args: { city: "Paris" } }]);
  });

  test("S11: JSON mode by raw response_format answers with JSON", async () => {
    const message = await pageModel().invoke("Give me JSON", {
      response_format: { type: "json_object" },
    });
    expect(lastBody(local).response_format).toStrictEqual({ type: "json_object" });
    expect(JSON.parse(message.text)).toBeTypeOf("object");
  });

  test("S12–S14: images, audio and video leave as their wire parts", async () => {
    const llm = pageModel({ model: "accounts/fireworks/models/qwen3-omni-30b-a3b-instruct" });
    await llm.invoke([
      new HumanMessage({
        content: [
          { type: "text", text: "What is this?" },
          { type: "image", url: "https://example.com/a.png" },
          { type: "audio", url: "https://example.com/a.wav" },
          { type: "video", url: "https://example.com/a.mp4", metadata: { maxFrames: 4 } },
        ],
      }),
    ]);
    expect(lastBody(local).messages[0]?.content).toStrictEqual([
      { type: "text", text: "What is this?" },
      { type: "image_url", image_url: { url: "https://example.com/a.png" } },
      { type: "audio_url", audio_url: { url: "https://example.com/a.wav" } },
      { type: "video_url", video_url: { url: "https://example.com/a.mp4", max_frames: 4 } },
    ]);
  });
});
