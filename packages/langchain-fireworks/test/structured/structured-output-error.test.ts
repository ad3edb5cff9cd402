import { OutputParserException } from "@langchain/core/output_parsers";
import type { Answer } from "fireworks-local";
import { StructuredOutputCutError, StructuredOutputError } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { failureOf } from "../failure.js";
import { KEY, localModels } from "../local-model.js";

const METHODS = ["functionCalling", "jsonSchema", "jsonMode", "grammar"] as const;
type Method = (typeof METHODS)[number];

const Film = z.object({ title: z.string(), year: z.number() });

const writing = (text: string, method: Method): Answer =>
  method === "functionCalling"
    ? { toolCalls: [{ name: "extract", arguments: text }] }
    : { content: text };

function asking(answer: Answer, method: Method) {
  const { model } = localModels({ scripts: [{ when: {}, answer }] });
  const config = { method, ...(method === "grammar" && { grammar: 'root ::= "x"' }) };
  return {
    error: async () =>
      (await failureOf(() =>
        model().withStructuredOutput(Film, config).invoke("go"),
      )) as unknown as StructuredOutputError,
    raw: () =>
      model()
        .withStructuredOutput(Film, { ...config, includeRaw: true })
        .invoke("go"),
  };
}

describe.each(METHODS)("D17/A85: %s: an answer that is not the object", (method) => {
  test("cut by the budget: a typed error with all that came", async () => {
    const text = '{"title":"Home","ye';
    const { error, raw } = asking({ ...writing(text, method), finishReason: "length" }, method);
    const thrown = await error();
    expect(thrown).toBeInstanceOf(StructuredOutputCutError);
    expect(thrown).toBeInstanceOf(OutputParserException);
    expect(thrown).toMatchObject({
      name: "StructuredOutputCutError",
      lc_error_code: "OUTPUT_PARSING_FAILURE",
      reason: "cut",
      text,
      llmOutput: text,
      partial: { title: "Home" },
      finishReason: "length",
      usage: { output_tokens: expect.any(Number) },
      issues: [],
    });
    expect(thrown.message).toContain("maxTokens");
    expect(thrown.answer.response_metadata.finish_reason).toBe("length");
    expect(Object.keys(thrown)).not.toContain("answer");
    expect(JSON.stringify(thrown)).not.toContain(KEY);

    const data = await raw();
    expect(data.parsed).toBeNull();
    expect(data.parsing_error).toBe(thrown.message);
    expect(StructuredOutputCutError.isInstance(data.error)).toBe(true);
    expect(data.error?.partial).toStrictEqual({ title: "Home" });
  });

  test("a whole object counts, also when the budget ended with it", async () => {
    const answer = writing('{"title":"Home","year":1}', method);
    const { raw } = asking({ ...answer, finishReason: "length" }, method);
    expect((await raw()).parsed).toStrictEqual({ title: "Home", year: 1 });
  });

  test("a whole object that does not fit was not cut short of its shape by chance", async () => {
    const answer = { ...writing('{"title":1}', method), finishReason: "stop" as const };
    const thrown = await asking(answer, method).error();
    expect(thrown).toMatchObject({ reason: "invalid_value", partial: { title: 1 } });
    expect(thrown.issues.map(({ path }) => path)).toStrictEqual([["title"], ["year"]]);
    expect(thrown.message).toMatch(/title: .+year: /);
    expect(StructuredOutputCutError.isInstance(thrown)).toBe(false);
  });

  test("no JSON", async () => {
    const text = '{"title":"Home","year":nope}';
    const thrown = await asking(writing(text, method), method).error();
    expect(thrown).toMatchObject({ reason: "invalid_json", text, partial: { title: "Home" } });
    expect(thrown.message).toContain("nope");
  });
});

describe("A85: the other endings", () => {
  test("a tool that was not called", async () => {
    const thrown = await asking({ content: "I would rather not." }, "functionCalling").error();
    expect(thrown).toMatchObject({ reason: "not_called", text: "I would rather not." });
    expect(thrown.message).toContain("jsonSchema");
  });

  test("a budget that ended while the model was thinking", async () => {
    const answer = { content: null, reasoning: "hm, let me", finishReason: "length" as const };
    for (const method of METHODS) {
      expect(await asking(answer, method).error()).toMatchObject({ reason: "cut", text: "" });
    }
  });

  test("no text at all", async () => {
    const thrown = await asking({ content: "" }, "jsonMode").error();
    expect(thrown).toMatchObject({ reason: "empty", text: "" });
  });

  test("an unusual finish reason is named", async () => {
    const answer = { content: "", finishReason: "content_filter" as "stop" };
    const thrown = await asking(answer, "jsonSchema").error();
    expect(thrown).toMatchObject({ finishReason: "content_filter" });
    expect(thrown.message).toContain('finish reason "content_filter"');
  });

  test("a long answer is quoted in part, and kept whole", async () => {
    const text = `{"title":"${"x".repeat(5000)}`;
    const thrown = await asking({ content: text }, "jsonSchema").error();
    expect(thrown.message.length).toBeLessThan(1500);
    expect(thrown.text).toBe(text);
  });

  test("twenty of many issues are said, and all are kept", async () => {
    const items = Array.from({ length: 500 }, () => 1);
    const schema = { type: "object", properties: { items: { items: { type: "string" } } } };
    const answer = { content: JSON.stringify({ items }) };
    const model = localModels({ scripts: [{ when: {}, answer }] }).model();
    const llm = model.withStructuredOutput(schema, { method: "jsonSchema" });
    await expect(llm.invoke("go")).rejects.toMatchObject({
      message: expect.stringContaining("And 480 more."),
      issues: { length: 500, 499: { path: ["items", 499] } },
    });
  });

  test("isInstance knows its own and nothing else", () => {
    for (const other of [undefined, null, "x", new Error("x"), new OutputParserException("x")]) {
      expect(StructuredOutputError.isInstance(other)).toBe(false);
      expect(StructuredOutputCutError.isInstance(other)).toBe(false);
    }
  });
});
