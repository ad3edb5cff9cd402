import { HumanMessage } from "@langchain/core/messages";
import type { Script } from "fireworks-local";
import { describe, expect, test } from "vitest";
import { addOutputs } from "../../src/convert/usage-total.js";
import { localModels } from "../local-model.js";

describe("A100: usage of several prompts", () => {
  test("what is nested without end is kept as it is", () => {
    let details: unknown = 1;
    for (let depth = 0; depth < 50_000; depth += 1) details = { details };
    const total = addOutputs([{ n: 1 }, { n: 2, usage: { details } }]);
    expect(total.n).toBe(3);
    expect(total).toHaveProperty("usage.details.details");
  });

  test("numbers are added at any depth, other values kept, missing ones skipped", () => {
    const left = { tokenUsage: { totalTokens: 3 }, usage: { details: { cached: 1 }, name: "x" } };
    const right = { tokenUsage: { totalTokens: 4 }, usage: { details: { cached: 2, other: 5 } } };
    expect(addOutputs([left, undefined, right])).toStrictEqual({
      tokenUsage: { totalTokens: 7 },
      usage: { details: { cached: 3, other: 5 }, name: "x" },
    });
    expect(left.tokenUsage.totalTokens).toBe(3);
    expect(addOutputs([])).toStrictEqual({});
    expect(addOutputs([{ usage: null }, { usage: { a: 1 } }])).toStrictEqual({ usage: { a: 1 } });
  });

  test("generate sums them, the cached and the reasoning ones included", async () => {
    const answer: Script["answer"] = { content: "one", reasoning: "so" };
    const { model } = localModels({ scripts: [{ when: {}, answer }] });
    const prompts = ["a", "b", "c"].map((text) => [new HumanMessage(text)]);
    const single = await model().generate(prompts.slice(0, 1));
    const all = await model().generate(prompts);
    const one = single.llmOutput as {
      usage: Record<string, never>;
      tokenUsage: { totalTokens: number };
    };
    const { usage } = one as unknown as {
      usage: { total_tokens: number; completion_tokens_details: { reasoning_tokens: number } };
    };
    expect(usage.completion_tokens_details.reasoning_tokens).toBeGreaterThan(0);
    expect(all.llmOutput).toMatchObject({
      tokenUsage: { totalTokens: one.tokenUsage.totalTokens * 3 },
      usage: {
        total_tokens: usage.total_tokens * 3,
        prompt_tokens_details: { cached_tokens: 0 },
        completion_tokens_details: {
          reasoning_tokens: usage.completion_tokens_details.reasoning_tokens * 3,
        },
      },
    });
  });

  test("A28: a batch gives every message its own usage", async () => {
    const { model } = localModels({
      scripts: [
        { when: {}, answer: { content: "x", usage: { prompt_tokens: 4, completion_tokens: 1 } } },
      ],
    });
    const answers = await model().batch(["a", "b"]);
    expect(answers.map(({ usage_metadata: usage }) => usage?.total_tokens)).toStrictEqual([5, 5]);
  });
});
