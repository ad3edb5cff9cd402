import { InMemoryCache } from "@langchain/core/caches";
import type { FireworksLLMCallOptions, FireworksLLMFields } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { SETTING_SAMPLES } from "../settings/setting-samples.js";
import { COMPLETION_SETTING_NAMES } from "../../src/settings/completion-settings.js";
import { echoing, localLLMs, sent } from "./local-llm.js";

/** The key that the response cache is asked for. */
const keyOf = (
  fields: Partial<FireworksLLMFields>,
  call: Partial<FireworksLLMCallOptions>,
): string =>
  localLLMs()
    .llm(fields)
    ._getSerializedCacheKeyParametersForCall(call as never);

describe("A30: the response cache", () => {
  test("a second call is answered from it, and costs nothing", async () => {
    const { local, llm } = echoing();
    const model = llm({ cache: new InMemoryCache(new Map()) });
    const first = await model.generate(["one"]);
    const second = await model.generate(["one"]);
    expect(local.requests).toHaveLength(1);
    expect(second.generations[0]?.[0]?.text).toBe(first.generations[0]?.[0]?.text);
    expect(second.generations[0]?.[0]?.generationInfo).toMatchObject({ finish_reason: "stop" });
    expect(second.generations[0]?.[0]?.generationInfo?.tokenUsage).toStrictEqual({});
    for (const key of ["usage", "token_usage", "cost", "cost_details"]) {
      expect(first.generations[0]?.[0]?.generationInfo).toHaveProperty(key);
      expect(second.generations[0]?.[0]?.generationInfo).not.toHaveProperty(key);
    }
  });

  test.each([
    [["one"], ["two", "one"]],
    [["two"], ["one", "two", "three"]],
    [
      ["one", "three"],
      ["two", "three", "one", "two"],
    ],
  ])("with %j in it, %j ask for what is missing, each in its place", async (known, asked) => {
    const { local, llm } = echoing();
    const cache = new InMemoryCache(new Map());
    await llm({ cache }).generate(known);
    const { generations } = await llm({ cache }).generate(asked);
    const fresh = await llm().generate(asked);
    expect(generations.map(([first]) => first?.text)).toStrictEqual(
      fresh.generations.map(([first]) => first?.text),
    );
    const missing = asked.filter((prompt) => !known.includes(prompt));
    expect([sent(local)[1]?.prompt].flat()).toStrictEqual(missing);
  });

  test("callbacks are told of every prompt, whether it was asked or found", async () => {
    const { llm } = echoing();
    const model = llm({ cache: new InMemoryCache(new Map()) });
    await model.generate(["one"]);
    const ended: string[] = [];
    const handleLLMEnd = ({ generations }: { generations: { text: string }[][] }) =>
      void ended.push(generations[0]?.[0]?.text ?? "");
    await model.generate(["two", "one"], { callbacks: [{ handleLLMEnd, awaitHandlers: true }] });
    expect(ended.toSorted()).toStrictEqual(["first answer", "second answer"]);
  });

  test("a run id that is given is the first prompt's alone, with a cache and with images", async () => {
    const ids: string[] = [];
    const handleLLMStart = (...[, , runId]: unknown[]) => void ids.push(String(runId));
    const runId = "7c0f7b1e-7a1b-4c58-8f0e-6a1b2c3d4e5f";
    const watched = { runId, callbacks: [{ handleLLMStart, awaitHandlers: true }] };
    const { llm } = echoing();
    await llm({ cache: new InMemoryCache(new Map()) }).generate(["one", "two"], watched);
    const images = [["https://x.test/a.png"], ["https://x.test/b.png"]];
    await llm().generate(["one", "two"], { ...watched, images });
    expect(ids.filter((id) => id === runId)).toHaveLength(2);
    expect(new Set(ids).size).toBe(3);
  });

  test("one prompt with other images is another entry, wherever it stands in the list", async () => {
    const { local, llm } = echoing();
    const model = llm({ cache: new InMemoryCache(new Map()) });
    const [a, b] = ["https://x.test/a.png", "https://x.test/b.png"];
    await model.generate(["one", "one"], { images: [[a], [b]] });
    expect(local.requests).toHaveLength(2);
    await model.generate(["one", "one"], { images: [[b], [a]] });
    await model.invoke("one", { images: [a] });
    expect(local.requests).toHaveLength(2);
    await model.invoke("one");
    expect(local.requests).toHaveLength(3);
  });

  test.each(COMPLETION_SETTING_NAMES)(
    "%s is in the key if it changes the answer, alike as field and as call",
    (name) => {
      const { value, changesAnswer } = SETTING_SAMPLES[name];
      const key = keyOf({ [name]: value }, {});
      expect(key !== keyOf({}, {})).toBe(changesAnswer);
      expect(keyOf({}, { [name]: value })).toBe(key);
    },
  );

  test("a chat model and an LLM of one id share no entry; keys and headers are in none", () => {
    const key = keyOf({}, { headers: { authorization: "Bearer hidden" } });
    expect(key).toBe(keyOf({ apiKey: "fw_other" }, {}));
    expect(JSON.parse(key)).toContainEqual(["_type", "fireworks"]);
    expect(key).not.toContain("hidden");
  });
});
