import { choiceGrammar } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { collect, type Failure, failureOf } from "../failure.js";
import { localModels } from "../local-model.js";

const Film = z.object({ title: z.string(), year: z.number() });

/** A model whose answer stops after some pieces. */
function stallingModel() {
  return localModels({
    scripts: [{ when: {}, answer: { content: '{"title":"The Long Way Home","year":1998}' } }],
    faults: [{ match: {}, fault: { stallAfterEvents: 4 } }],
  }).model({ streaming: true });
}

describe("an abort of structured output is the typed error, with what had arrived", () => {
  const config = { method: "jsonSchema" } as const;

  test("of a stream", async () => {
    const controller = new AbortController();
    const llm = stallingModel().withStructuredOutput(Film, config);
    const seen: unknown[] = [];
    const error = await failureOf(async () => {
      for await (const value of await llm.stream("go", { signal: controller.signal })) {
        seen.push(value);
        controller.abort("enough");
      }
    });
    expect(seen).not.toEqual([]);
    expectTyped(error);
  });

  test.each([false, true])("of an invoke, with includeRaw %s", async (includeRaw) => {
    const llm = stallingModel().withStructuredOutput(Film, { ...config, includeRaw });
    expectTyped(await failureOf(() => llm.invoke("go", abortedByFirstToken())));
  });

  test("of a batch", async () => {
    const llm = stallingModel().withStructuredOutput(Film, config);
    expectTyped(await failureOf(() => llm.batch(["go", "on"], abortedByFirstToken())));
  });

  test("of a grammar", async () => {
    const llm = stallingModel().withGrammar(choiceGrammar("yes", "no"));
    expectTyped(await failureOf(() => collect(llm.stream("go", abortedByFirstToken()))));
  });
});

function abortedByFirstToken() {
  const controller = new AbortController();
  const callbacks = [{ handleLLMNewToken: () => controller.abort("enough") }];
  return { signal: controller.signal, callbacks };
}

function expectTyped(error: Failure): void {
  expect(error).toMatchObject({
    name: "AbortError",
    cause: "enough",
    lc_error_code: "MODEL_ABORTED",
  });
  expect(error.partialOutput?.text).toMatch(/^\{/);
}
