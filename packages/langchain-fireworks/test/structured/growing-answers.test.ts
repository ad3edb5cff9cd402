import { AIMessageChunk } from "@langchain/core/messages";
import type { Answer } from "fireworks-local";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { StructuredOutputCutError, StructuredOutputError } from "langchain-fireworks";
import { collect, failureOf } from "../failure.js";
import { localModels } from "../local-model.js";

const METHODS = ["functionCalling", "jsonSchema", "jsonMode", "grammar"] as const;
type Method = (typeof METHODS)[number];

const Film = z.object({
  title: z.string(),
  year: z.number(),
  cast: z.array(z.object({ name: z.string() })).transform((cast) => cast.length),
});
const WRITTEN = { title: "The Long Way Home", year: 1998, cast: [{ name: "Ann" }, { name: "Bo" }] };
const FILM = { ...WRITTEN, cast: 2 };

function modelWriting(text: string, method: Method, rest: Answer = {}) {
  const answer: Answer =
    method === "functionCalling"
      ? { toolCalls: [{ name: "extract", arguments: text }], ...rest }
      : { content: text, ...rest };
  return localModels({ scripts: [{ when: {}, answer }] }).model();
}

/** Grammar needs one; what the script says is not derived from it. */
const configOf = (method: Method) => ({
  method,
  ...(method === "grammar" && { grammar: 'root ::= "{}"' }),
});

describe.each(METHODS)("A86/D6: %s streams the object as it grows", (method) => {
  const text = JSON.stringify(WRITTEN);

  test("each value holds more than the one before, and the last is what invoke gives", async () => {
    const llm = modelWriting(text, method).withStructuredOutput(Film, configOf(method));
    const values: unknown[] = await collect(llm.stream("go"));
    expect(values.length).toBeGreaterThan(4);
    expect(values[0]).toStrictEqual({});
    expect(values.at(-2)).toStrictEqual(WRITTEN);
    expect(values.at(-1)).toStrictEqual(FILM);
    expect(await llm.invoke("go")).toStrictEqual(FILM);
    const titles = values.flatMap((value) => (value as { title?: string }).title ?? []);
    expect(titles.every((title, at) => title.startsWith(titles[at - 1] ?? ""))).toBe(true);
    const written = values.map((value) => JSON.stringify(value));
    expect(new Set(written).size).toBe(written.length);
  });

  test("without a transform the complete object comes once", async () => {
    const plain = z.object({ title: z.string() });
    const llm = modelWriting('{"title":"Home"}', method).withStructuredOutput(
      plain,
      configOf(method),
    );
    const values = await collect(llm.stream("go"));
    expect(values.filter((value) => value.title === "Home")).toHaveLength(1);
  });

  test("includeRaw grows both the message and the object", async () => {
    const llm = modelWriting(text, method).withStructuredOutput(Film, {
      ...configOf(method),
      includeRaw: true,
    });
    const values = await collect(llm.stream("go"));
    expect(values.length).toBeGreaterThan(4);
    expect(values[0]?.raw).toBeInstanceOf(AIMessageChunk);
    const last = values.at(-1);
    const whole = await llm.invoke("go");
    expect(last?.parsed).toStrictEqual(FILM);
    expect(last).not.toHaveProperty("error");
    expect(last?.raw.usage_metadata?.output_tokens).toBe(whole.raw.usage_metadata?.output_tokens);
    expect(last?.raw.response_metadata.finish_reason).toBe(
      whole.raw.response_metadata.finish_reason,
    );
  });

  test("A85/D17: an answer cut by its budget gives its parts, then a typed error", async () => {
    const cut = modelWriting('{"title":"The Long Way Ho', method, { finishReason: "length" });
    const llm = cut.withStructuredOutput(Film, configOf(method));
    const values: unknown[] = [];
    const error = await failureOf(async () => {
      for await (const value of await llm.stream("go")) values.push(value);
    });
    expect(values.at(-1)).toStrictEqual({ title: "The Long Way Ho" });
    expect(StructuredOutputCutError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ reason: "cut", partial: { title: "The Long Way Ho" } });

    const raw = cut.withStructuredOutput(Film, { ...configOf(method), includeRaw: true });
    const last = (await collect(raw.stream("go"))).at(-1);
    expect(last?.parsed).toBeNull();
    expect(last?.error).toMatchObject({ partial: { title: "The Long Way Ho" } });
  });

  test("streamEvents v2 shows the growing object", async () => {
    const llm = modelWriting(text, method).withStructuredOutput(Film, configOf(method));
    const events = await collect(llm.streamEvents("go", { version: "v2" }));
    const parser = events.filter(({ event }) => event === "on_parser_stream");
    expect(parser.length).toBeGreaterThan(4);
    expect(parser.at(-1)?.data.chunk).toStrictEqual(FILM);
    const end = events.findLast(({ event }) => event === "on_chain_end");
    expect(end).toMatchObject({ name: "StructuredOutput", data: { output: FILM } });
  });

  test.each([{ disableStreaming: true }, { outputVersion: "v1" as const }])(
    "a model with %o gives the same last value",
    async (fields) => {
      const answer: Answer =
        method === "functionCalling"
          ? { toolCalls: [{ name: "extract", arguments: text }], reasoning: "hm" }
          : { content: text, reasoning: "hm" };
      const model = localModels({ scripts: [{ when: {}, answer }] }).model(fields);
      const llm = model.withStructuredOutput(Film, configOf(method));
      const values = await collect(llm.stream("go"));
      expect(values.at(-1)).toStrictEqual(FILM);
      expect(values.length > 4).toBe(!("disableStreaming" in fields));
      expect(await llm.invoke("go")).toStrictEqual(FILM);
    },
  );
});

describe("A86: what streams must bear", () => {
  test("strict: a null that stands for an absent property is never shown", async () => {
    const model = modelWriting('{"title":"x","year":null,"more":"y"}', "jsonSchema");
    const schema = z.object({ title: z.string(), year: z.number().optional(), more: z.string() });
    const llm = model.withStructuredOutput(schema, { method: "jsonSchema", strict: true });
    const values = await collect(llm.stream("go"));
    expect(values.every((value) => !("year" in value))).toBe(true);
    expect(values.at(-1)).toStrictEqual({ title: "x", more: "y" });
  });

  test("a call of another tool before the right one is not read", async () => {
    const model = localModels({
      scripts: [
        {
          when: {},
          answer: {
            toolCalls: [
              { name: "other", arguments: '{"title":"no"}' },
              { name: "extract", arguments: '{"title":"yes"}' },
            ],
          },
        },
      ],
    }).model();
    const llm = model.withStructuredOutput(z.object({ title: z.string() }), {
      method: "functionCalling",
    });
    const values = await collect(llm.stream("go"));
    expect(values.every(({ title }) => "yes".startsWith(title ?? ""))).toBe(true);
    expect(values.at(-1)).toStrictEqual({ title: "yes" });
  });

  test("a value that does not fit ends the stream with a typed error", async () => {
    const model = modelWriting('{"title":1}', "jsonMode");
    const llm = model.withStructuredOutput(z.object({ title: z.string() }), { method: "jsonMode" });
    const error = await failureOf(() => collect(llm.stream("go")));
    expect(error).toBeInstanceOf(StructuredOutputError);
    expect(error).toMatchObject({ issues: [{ path: ["title"] }] });
  });

  test("in a batch each failure stays where it is, the request's own too", async () => {
    const { model } = localModels({
      scripts: [
        { when: { user: "bad" }, answer: { content: "no" } },
        { when: {}, answer: { content: '{"title":"x"}' } },
      ],
      faults: (request) =>
        JSON.stringify(request.body).includes("refused") ? { status: 400 } : undefined,
    });
    const llm = model().withStructuredOutput(z.object({ title: z.string() }), {
      method: "jsonSchema",
    });
    const answers: unknown[] = await llm.batch(["good", "bad", "refused"], undefined, {
      returnExceptions: true,
    });
    expect(answers[0]).toStrictEqual({ title: "x" });
    expect(answers[1]).toBeInstanceOf(StructuredOutputError);
    expect(answers[2]).toMatchObject({ name: "FireworksBadRequestError" });
  });
});
