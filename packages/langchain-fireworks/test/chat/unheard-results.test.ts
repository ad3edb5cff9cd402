import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { InMemoryCache } from "@langchain/core/caches";
import type { LLMResult } from "@langchain/core/outputs";
import { HumanMessage } from "@langchain/core/messages";
import { describe, expect, test } from "vitest";
import { localModels } from "../local-model.js";

const messages = (text: string) => [new HumanMessage(text)];

/** Keeps what the run of a call ended with. */
class Listener extends BaseCallbackHandler {
  name = "listener";
  override awaitHandlers = true;
  ends: LLMResult[] = [];
  override handleLLMEnd(output: LLMResult): void {
    this.ends.push(output);
  }
}

/** What stands beside the messages, with what differs from call to call left out. */
const beside = ({ generations, llmOutput }: LLMResult) => ({
  infos: generations.map((prompt) =>
    prompt.map(({ generationInfo, text }) => ({ generationInfo, text })),
  ),
  llmOutput,
});

describe("what a result says beside its messages", () => {
  test("is the same whether somebody listens or not, for each prompt and each choice", async () => {
    const { model } = localModels();
    for (const fields of [{}, { n: 2 }, { outputVersion: "v1" as const }, { streaming: true }]) {
      const prompts = [messages("one"), messages("two")];
      const heard = await model(fields).generate(prompts, { callbacks: [new Listener()] });
      const unheard = await model(fields).generate(prompts);
      expect(beside(unheard)).toStrictEqual(beside(heard));
      expect(unheard.generations[1]?.[0]?.generationInfo).toHaveProperty("finish_reason");
      expect(unheard.llmOutput?.tokenUsage).toHaveProperty("totalTokens");
    }
  });

  test("is told to who listens", async () => {
    const listener = new Listener();
    await localModels()
      .model()
      .invoke("one", { callbacks: [listener] });
    expect(listener.ends[0]?.llmOutput).toHaveProperty("tokenUsage");
    expect(listener.ends[0]?.generations[0]?.[0]?.generationInfo).toHaveProperty("finish_reason");
  });

  test("is in the response cache", async () => {
    const llm = localModels().model({ cache: new InMemoryCache() });
    await llm.generate([messages("one")]);
    const again = await llm.generate([messages("one")]);
    expect(again.generations[0]?.[0]?.generationInfo).toHaveProperty("finish_reason");
  });

  test("is in what _generate itself gives", async () => {
    const result = await localModels().model()._generate(messages("one"), {});
    expect(result.generations[0]).toHaveProperty("generationInfo.finish_reason");
    expect(result.llmOutput).toHaveProperty("tokenUsage");
  });
});
