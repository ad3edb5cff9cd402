import { OutputParserException } from "@langchain/core/output_parsers";
import type { AIMessage } from "@langchain/core/messages";
import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { Script } from "fireworks-local";
import { describe, expect, test } from "vitest";
import * as z3 from "zod/v3";
import { z } from "zod";
import { collect, failureOf } from "../failure.js";
import { lastBody, localModels } from "../local-model.js";
import { standardSchema } from "../standard-schema.js";

const METHODS = ["functionCalling", "jsonSchema", "jsonMode"] as const;
type Method = (typeof METHODS)[number];

const JOKE = {
  title: "Joke",
  description: "A joke to tell",
  type: "object",
  properties: {
    setup: { type: "string", description: "The question" },
    rating: { type: "integer", minimum: 1, maximum: 10 },
  },
  required: ["setup", "rating"],
};
const VALUE = { setup: "Why?", rating: 7 };

const SCHEMAS = {
  "zod 4": z.object({ setup: z.string(), rating: z.number().int().min(1).max(10) }),
  "zod 3": z3.object({ setup: z3.string(), rating: z3.number().int().min(1).max(10) }),
  "a Standard Schema": standardSchema<typeof VALUE>(JOKE),
  "JSON Schema": JOKE,
};

const CASES = METHODS.flatMap((method) =>
  Object.entries(SCHEMAS).map(([kind, schema]) => ({ method, kind, schema })),
);

/** A model that writes this, in the way the method asks for. */
function writing(value: unknown, method: Method, name = "extract"): Script["answer"] {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return method === "functionCalling"
    ? { toolCalls: [{ name, arguments: text, id: "c1" }] }
    : { content: text };
}

const modelWriting = (answer: Script["answer"]) => localModels({ scripts: [{ when: {}, answer }] });

describe("S10/A76–A82: every method with every kind of schema", () => {
  test.each(CASES)(
    "$method with $kind: fireworks-local's answer fits",
    async ({ method, schema }) => {
      const { model } = localModels();
      const joke = await model()
        .withStructuredOutput(schema as typeof JOKE, { method })
        .invoke("Tell a joke about cats");
      expect(joke).toMatchObject({ setup: expect.any(String), rating: expect.any(Number) });
    },
  );

  test.each(CASES)("$method with $kind: the value is parsed", async ({ method, kind, schema }) => {
    const name = kind === "JSON Schema" || kind === "a Standard Schema" ? "Joke" : "extract";
    const { model } = modelWriting(writing(VALUE, method, name));
    const llm = model().withStructuredOutput(schema as typeof JOKE, { method });
    expect(await llm.invoke("go")).toStrictEqual(VALUE);
  });

  test.each(CASES)("$method with $kind: a value that does not fit is refused", async (given) => {
    const { method, kind, schema } = given;
    const name = kind.startsWith("zod") ? "extract" : "Joke";
    const { model } = modelWriting(writing({ setup: "Why?" }, method, name));
    const llm = model().withStructuredOutput(schema as typeof JOKE, { method });
    await expect(llm.invoke("go")).rejects.toBeInstanceOf(OutputParserException);
  });

  test.each(METHODS)("A82: %s applies the transforms of the schema", async (method) => {
    const schema = z.object({ n: z.string().transform((text) => text.length) });
    const { model } = modelWriting(writing({ n: "four" }, method));
    const llm = model().withStructuredOutput(schema, { method });
    expect(await llm.invoke("go")).toStrictEqual({ n: 4 });
  });

  test.each(METHODS)("%s streams to the same value", async (method) => {
    const { model } = modelWriting(writing(VALUE, method));
    const llm = model().withStructuredOutput(SCHEMAS["zod 4"], { method });
    let last: unknown;
    for await (const part of await llm.stream("go")) last = part;
    expect(last).toStrictEqual(VALUE);
  });
});

describe("what is sent", () => {
  const bodyOf = async (config: object, schema: Record<string, unknown> = JOKE) => {
    const { local, model } = localModels();
    await model().withStructuredOutput(schema, config).invoke("Tell a joke");
    return lastBody(local);
  };

  test("A76: functionCalling forces one tool and no parallel calls", async () => {
    const body = await bodyOf({ method: "functionCalling" });
    expect(body.tools).toStrictEqual([
      {
        type: "function",
        function: { name: "Joke", description: "A joke to tell", parameters: JOKE },
      },
    ]);
    expect(body.tool_choice).toStrictEqual({ type: "function", function: { name: "Joke" } });
    expect(body.parallel_tool_calls).toBe(false);
    expect(body).not.toHaveProperty("response_format");
  });

  test("A77: jsonSchema sends a named json_schema and no tools", async () => {
    const body = await bodyOf({ method: "jsonSchema", name: "my joke!" });
    expect(body.response_format).toStrictEqual({
      type: "json_schema",
      json_schema: { name: "my_joke_", description: "A joke to tell", schema: JOKE },
    });
    expect(body).not.toHaveProperty("tools");
  });

  test("A78: jsonMode sends a json_object with its schema", async () => {
    expect((await bodyOf({ method: "jsonMode" })).response_format).toStrictEqual({
      type: "json_object",
      schema: JOKE,
    });
  });

  test("strict closes the schema and is passed on, without touching the caller's", async () => {
    const schema = { type: "object", properties: { a: { type: "string" } } };
    const before = structuredClone(schema);
    const closed = {
      type: "object",
      properties: { a: { type: ["string", "null"] } },
      required: ["a"],
      additionalProperties: false,
    };
    const asSchema = await bodyOf({ method: "jsonSchema", strict: true }, schema);
    expect(asSchema.response_format).toMatchObject({
      json_schema: { strict: true, schema: closed },
    });
    const asTool = await bodyOf({ method: "functionCalling", strict: true }, schema);
    expect(asTool.tools?.[0]?.function).toMatchObject({ strict: true, parameters: closed });
    expect(schema).toStrictEqual(before);
  });

  test("an OpenAI function definition gives name, description and schema", async () => {
    const definition = { name: "tell", description: "Tells it", parameters: JOKE };
    const body = await bodyOf({ method: "functionCalling" }, definition);
    expect(body.tools?.[0]?.function).toMatchObject({ name: "tell", description: "Tells it" });
  });

  test("the model's own settings stay in force", async () => {
    const { local, model } = localModels();
    await model({ temperature: 0 }).withStructuredOutput(JOKE, { method: "jsonMode" }).invoke("go");
    expect(lastBody(local).temperature).toBe(0);
  });
});

describe("A81: includeRaw", () => {
  const schema = SCHEMAS["zod 4"];
  test.each(METHODS)("%s gives the message and the value", async (method) => {
    const { model } = modelWriting(writing(VALUE, method));
    const llm = model().withStructuredOutput(schema, { method, includeRaw: true });
    const answer = await llm.invoke("go");
    expect(answer.parsed).toStrictEqual(VALUE);
    expect((answer.raw as AIMessage).usage_metadata).toBeDefined();
    expect(answer).not.toHaveProperty("parsing_error");
  });

  test.each([
    ["functionCalling", { content: "I would rather not." }],
    ["functionCalling", writing({ setup: "Why?" }, "functionCalling")],
    ["jsonSchema", { content: "I would rather not." }],
    ["jsonMode", { content: '{"setup":' }],
  ] as const)("%s keeps a failure as data: %o", async (method, answer) => {
    const { model } = modelWriting(answer as Script["answer"]);
    const llm = model().withStructuredOutput(schema, { method, includeRaw: true });
    const { raw, parsed, parsing_error: error } = await llm.invoke("go");
    expect(parsed).toBeNull();
    expect(error).toEqual(expect.any(String));
    expect(error).not.toBe("");
    expect(raw).toBeDefined();
  });

  test("a failure of the request is thrown all the same", async () => {
    const { model } = localModels({ faults: [{ fault: { status: 401 } }] });
    const llm = model().withStructuredOutput(schema, { includeRaw: true });
    expect((await failureOf(() => llm.invoke("go"))).name).toBe("FireworksAuthenticationError");
  });
});

describe("answers that are no object", () => {
  test.each(METHODS)("%s: prose is an OutputParserException that holds it", async (method) => {
    const { model } = modelWriting({ content: "I would rather not." });
    const llm = model().withStructuredOutput(SCHEMAS["zod 4"], { method });
    const error = await failureOf(() => llm.invoke("go"));
    expect(error).toBeInstanceOf(OutputParserException);
    expect(error).toMatchObject({ lc_error_code: "OUTPUT_PARSING_FAILURE" });
    expect(error.message).toContain("I would rather not.");
  });

  test("A78: jsonMode reads JSON in a code fence", async () => {
    const { model } = modelWriting({ content: `\`\`\`json\n${JSON.stringify(VALUE)}\n\`\`\`` });
    const llm = model().withStructuredOutput(SCHEMAS["zod 4"], { method: "jsonMode" });
    expect(await llm.invoke("go")).toStrictEqual(VALUE);
  });
});

describe("A88: the run says which format was asked for", () => {
  test.each(METHODS)("%s", async (method) => {
    const seen: Record<string, unknown>[] = [];
    const handler = BaseCallbackHandler.fromMethods({
      handleChatModelStart: (
        ...[, , , , extra]: Parameters<NonNullable<BaseCallbackHandler["handleChatModelStart"]>>
      ): void => void seen.push((extra?.options ?? {}) as Record<string, unknown>),
    });
    const { local, model } = localModels();
    await model()
      .withStructuredOutput(JOKE, { method })
      .invoke("Tell a joke", { callbacks: [handler] });
    expect(seen[0]?.ls_structured_output_format).toStrictEqual({
      kwargs: { method },
      schema: JOKE,
    });
    expect(lastBody(local)).not.toHaveProperty("ls_structured_output_format");
  });
});

describe("wrong input is a typed error before any request", () => {
  test.each([
    ["an unknown method", JOKE, { method: "telepathy" }, "method"],
    [
      "a grammar without its method",
      JOKE,
      { method: "jsonMode", grammar: "root ::= []" },
      "grammar",
    ],
    ["the method without a grammar", JOKE, { method: "grammar" }, "grammar"],
    ["a grammar without root", JOKE, { grammar: 'answer ::= "yes"' }, "grammar"],
    ["other tools beside a forced one", JOKE, { method: "functionCalling", tools: [] }, "tools"],
    ["a date", z.object({ at: z.date() }), {}, "schema"],
    ["a validator without JSON Schema", { "~standard": { version: 1 } }, {}, "schema"],
  ])("%s", async (_, schema, config, field) => {
    const { local, model } = localModels();
    const error = await failureOf(() =>
      model().withStructuredOutput(schema as Record<string, unknown>, config),
    );
    expect(error).toMatchObject({ name: "FireworksConfigurationError", field });
    expect(error.hint).not.toBe("");
    expect(local.requests).toStrictEqual([]);
  });
});

describe("A80: the method, when none is given", () => {
  const list = { type: "array", items: { type: "string" } };
  const GRAMMAR = 'root ::= "{\\"setup\\":\\"Why?\\",\\"rating\\":7}"';
  const asked = async (profile: object, schema: Record<string, unknown>, config: object) => {
    const { local, model } = localModels();
    await model({ profile }).withStructuredOutput(schema, config).invoke("go");
    const { tools, response_format: format } = lastBody(local);
    return { tools: tools?.length ?? 0, format: format?.type };
  };

  test.each<[string, object, Record<string, unknown>, object, object]>([
    ["a forced tool", { structuredOutput: false }, JOKE, {}, { tools: 1, format: undefined }],
    [
      "jsonSchema by the profile",
      { structuredOutput: true },
      JOKE,
      {},
      { tools: 0, format: "json_schema" },
    ],
    [
      "jsonSchema for a list",
      { structuredOutput: false },
      list,
      {},
      { tools: 0, format: "json_schema" },
    ],
    ["grammar with a grammar", {}, JOKE, { grammar: GRAMMAR }, { tools: 0, format: "grammar" }],
    [
      "the explicit one, whatever the profile says",
      { structuredOutput: true },
      JOKE,
      { method: "functionCalling" },
      { tools: 1, format: undefined },
    ],
  ])("is %s", async (_, profile, schema, config, expected) => {
    expect(await asked(profile, schema, config)).toStrictEqual(expected);
  });

  test("A74/A87: is jsonSchema beside tools, and a tool call in place of an answer is named", async () => {
    const tool = {
      type: "function",
      function: { name: "look", parameters: { type: "object", properties: {} } },
    } as const;
    const { local, model } = modelWriting({ toolCalls: [{ name: "look", arguments: {} }] });
    const llm = model().withStructuredOutput(JOKE, { tools: [tool], includeRaw: true });
    const { raw, parsed, error } = await llm.invoke("go");
    expect(raw.tool_calls).toHaveLength(1);
    expect(parsed).toBeNull();
    expect(error?.reason).toBe("called_tools");
    const ended = modelWriting({
      toolCalls: [{ name: "look", arguments: {} }],
      finishReason: "length",
    });
    const last = await ended
      .model()
      .withStructuredOutput(JOKE, { tools: [tool], includeRaw: true })
      .invoke("go");
    expect(last.error?.reason).toBe("called_tools");
    expect(lastBody(local)).toMatchObject({
      tools: [{ function: { name: "look" } }],
      response_format: { type: "json_schema" },
    });
  });

  test("A79: with the method grammar the answer is read and validated as JSON", async () => {
    const { local, model } = localModels();
    const llm = model().withStructuredOutput(SCHEMAS["zod 4"], { grammar: GRAMMAR });
    expect(await llm.invoke("go")).toStrictEqual(VALUE);
    expect(lastBody(local).response_format).toStrictEqual({ type: "grammar", grammar: GRAMMAR });
  });
});

describe("A83: what the server does not enforce is noticed", () => {
  const format = (schema: Record<string, unknown>, value: unknown) =>
    failureOf(() =>
      modelWriting(writing(value, "jsonSchema"))
        .model()
        .withStructuredOutput(schema, { method: "jsonSchema" })
        .invoke("go"),
    );
  const object = (a: object) => ({ type: "object", properties: { a }, required: ["a"] });

  test.each([
    ["a pattern", object({ type: "string", pattern: "^x" }), { a: "y" }, ["a"]],
    ["a length", object({ type: "string", maxLength: 1 }), { a: "yy" }, ["a"]],
    ["oneOf", object({ oneOf: [{ type: "number" }, { type: "integer" }] }), { a: 1 }, ["a"]],
    [
      "a list's item",
      object({ type: "array", items: { type: "string" } }),
      { a: ["x", 1] },
      ["a", 1],
    ],
  ])("%s", async (_, schema, value, path) => {
    const frozen = structuredClone(schema);
    Object.freeze(frozen);
    expect(await format(frozen, value)).toMatchObject({
      name: "StructuredOutputError",
      reason: "invalid_value",
      partial: value,
      issues: expect.arrayContaining([{ path, message: expect.any(String) }]),
    });
  });

  test("A82: a schema that refers to itself is checked to its depth, and left as it was", async () => {
    const tree = {
      $defs: {
        Tree: {
          type: "object",
          properties: {
            v: { type: "string" },
            kids: { type: "array", items: { $ref: "#/$defs/Tree" } },
          },
          required: ["v"],
        },
      },
      $ref: "#/$defs/Tree",
    };
    const before = JSON.stringify(tree);
    const error = await format(tree, { v: "a", kids: [{ v: "b", kids: [{ v: 1 }] }] });
    expect(error).toMatchObject({ issues: [{ path: ["kids", 0, "kids", 0, "v"] }] });
    expect(JSON.stringify(tree)).toBe(before);
    expect(Object.getOwnPropertyNames(tree.$defs.Tree)).toStrictEqual([
      "type",
      "properties",
      "required",
    ]);
  });

  test("lint reports what may slip through, when asked to", () => {
    const warnings: { code: string; field?: string }[] = [];
    const { local, model } = localModels();
    const llm = model({ onWarning: (warning) => warnings.push(warning) });
    const schema = { ...object({ type: "string", pattern: "^(?=a)" }), title: "Code" };
    llm.withStructuredOutput(schema);
    expect(warnings).toStrictEqual([]);
    llm.withStructuredOutput(schema, { lint: true });
    expect(warnings).toContainEqual(
      expect.objectContaining({
        code: "schema_finding",
        field: "Code#/properties/a/pattern",
        message: expect.stringMatching(/at #\/properties\/a, `pattern`: .*look-around/),
      }),
    );
    expect(local.requests).toStrictEqual([]);
  });

  test.each(["functionCalling", "jsonSchema", "jsonMode"])(
    "A74: %s takes call options and sends them",
    async (method) => {
      const { local, model } = localModels();
      const bound = model().withStructuredOutput(object({ type: "integer" }), { method });
      await bound.invoke("a is 4", { maxTokens: 100, sessionId: "thread-42" });
      for await (const _ of await bound.stream("a is 4", { maxTokens: 101 }));
      const [whole, streamed] = local.requests.map(({ body }) => body);
      expect(whole).toMatchObject({ max_tokens: 100, prompt_cache_key: "thread-42" });
      expect(streamed).toMatchObject({ max_tokens: 101 });
    },
  );

  test("a schema that cannot be checked gives the value, and a warning once", async () => {
    const warnings: string[] = [];
    const { model } = modelWriting(writing({ a: 1 }, "jsonMode"));
    const llm = model({ onWarning: ({ code }) => warnings.push(code) }).withStructuredOutput(
      object({ type: "string", pattern: "(?<bad" }),
      { method: "jsonMode", injectSchema: false },
    );
    for (let turn = 0; turn < 2; turn += 1) {
      await llm.invoke("go").catch(() => undefined);
    }
    expect(warnings).toStrictEqual([]);
    const { model: other } = modelWriting(writing({ a: "x" }, "jsonMode"));
    const reading = other({ onWarning: ({ code }) => warnings.push(code) }).withStructuredOutput(
      object({ type: "string", pattern: "(?<bad" }),
      { method: "jsonMode" },
    );
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await reading.invoke("go")).toStrictEqual({ a: "x" });
    }
    expect(warnings).toStrictEqual(["unchecked_schema"]);
  });

  test("a pattern that a text could hang is left out, with a warning; the rest is checked", async () => {
    const warnings: string[] = [];
    const pattern = "^(a+)+$";
    const read = (text: string) => {
      const { model } = modelWriting(writing({ a: text }, "jsonMode"));
      const llm = model({ onWarning: ({ message }) => warnings.push(message) });
      return llm
        .withStructuredOutput(object({ type: "string", pattern, maxLength: 70 }), {
          method: "jsonMode",
        })
        .invoke("go");
    };
    const evil = `${"a".repeat(60)}!`;
    expect(await read(evil)).toStrictEqual({ a: evil });
    expect(warnings.join()).toContain(pattern);
    await expect(read(evil.repeat(2))).rejects.toThrow("does not fit");
  });
});

describe("A72: strict structured output", () => {
  const Film = z.object({ title: z.string(), year: z.number().optional() });

  test.each(METHODS)("%s: a null in place of an optional field is no field", async (method) => {
    const { model } = modelWriting(writing({ title: "x", year: null }, method));
    for (const film of [
      model().withStructuredOutput(Film, { method, strict: true }),
      model({ strict: true }).withStructuredOutput(Film, { method }),
    ]) {
      expect(await film.invoke("go")).toStrictEqual({ title: "x" });
    }
  });

  const Part = z.object({ a: z.string().optional() });
  const Tree = z.object({
    v: z.string(),
    get kids() {
      return z.array(Tree).optional();
    },
  });

  test.each([
    ["a union", z.object({ u: z.union([Part, z.number()]) }), { u: { a: null } }, { u: {} }],
    [
      "a discriminated union",
      z.object({
        u: z.discriminatedUnion("t", [
          z.object({ t: z.literal("x"), a: z.string().optional() }),
          z.object({ t: z.literal("y") }),
        ]),
      }),
      { u: { t: "x", a: null } },
      { u: { t: "x" } },
    ],
    ["a nullable object", z.object({ u: Part.nullable() }), { u: { a: null } }, { u: {} }],
    ["a tuple", z.object({ u: z.tuple([Part]) }), { u: [{ a: null }] }, { u: [{}] }],
    ["a list", z.object({ u: z.array(Part) }), { u: [{ a: null }] }, { u: [{}] }],
    [
      "a record",
      z.object({ u: z.record(z.string(), Part) }),
      { u: { k: { a: null } } },
      { u: { k: {} } },
    ],
    [
      "a schema that refers to itself",
      Tree,
      { v: "a", kids: [{ v: "b", kids: [{ v: "c", kids: null }] }] },
      { v: "a", kids: [{ v: "b", kids: [{ v: "c" }] }] },
    ],
  ])("the nulls are found inside %s, also between code fences", async (_, given, written, read) => {
    const schema = given as z.ZodType<Record<string, unknown>>;
    for (const method of METHODS) {
      const { model } = modelWriting(writing(written, method));
      const llm = model().withStructuredOutput(schema, { method, strict: true });
      expect(await llm.invoke("go")).toStrictEqual(read);
    }
    const { model } = modelWriting({
      content: `<think>x</think>\n\`\`\`json\n${JSON.stringify(written)}\n\`\`\``,
    });
    const fenced = model().withStructuredOutput(schema, { method: "jsonMode", strict: true });
    expect(await fenced.invoke("go")).toStrictEqual(read);
  });

  test.each(METHODS)("%s: a null the schema itself allows stays", async (method) => {
    const Nullable = z.object({ title: z.string(), year: z.number().nullable() });
    const { model } = modelWriting(writing({ title: "x", year: null }, method));
    const film = model().withStructuredOutput(Nullable, { method, strict: true });
    expect(await film.invoke("go")).toStrictEqual({ title: "x", year: null });
  });

  test.each(METHODS)(
    "%s: alternatives at the top are not closed around nothing",
    async (method) => {
      const Shape = z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("circle"), radius: z.number() }),
        z.object({ kind: z.literal("square"), side: z.number() }),
      ]);
      const { model } = localModels();
      const shape = await model()
        .withStructuredOutput(Shape, { method, strict: true })
        .invoke("go");
      expect(Shape.safeParse(shape).success).toBe(true);
    },
  );
});

describe("what the answer looks like when it is not the object", () => {
  test("A78: thoughts before the JSON are passed over", async () => {
    for (const method of ["jsonSchema", "jsonMode"] as const) {
      const { model } = modelWriting({
        content: `<think>{"no"}</think>\n${JSON.stringify(VALUE)}`,
      });
      const joke = model().withStructuredOutput(SCHEMAS["zod 4"], { method });
      expect(await joke.invoke("go")).toStrictEqual(VALUE);
    }
  });

  test("A78: a closing tag alone ends the thoughts, too, and streams pass over them", async () => {
    for (const content of [
      `hm</think>${JSON.stringify(VALUE)}`,
      `<think>{</think>${JSON.stringify(VALUE)}`,
    ]) {
      const { model } = modelWriting({ content });
      const joke = model().withStructuredOutput(JOKE, { method: "jsonMode" });
      expect(await joke.invoke("go")).toStrictEqual(VALUE);
      const partial = await collect(joke.stream("go"));
      expect(partial.at(-1)).toStrictEqual(VALUE);
      expect(partial.length).toBeGreaterThan(1);
    }
  });

  test("functionCalling refuses a schema that is no object before the call", async () => {
    const { local, model } = localModels();
    const list = { type: "array", items: { type: "string" } };
    const error = await failureOf(() =>
      model().withStructuredOutput(list, { method: "functionCalling" }),
    );
    expect(error).toMatchObject({ name: "FireworksConfigurationError", field: "schema" });
    expect(local.requests).toStrictEqual([]);
  });

  test("A82: one zod schema is one JSON Schema, whatever the method", async () => {
    const { local, model } = localModels();
    const schema = z.object({ a: z.string(), d: z.string().default("dd") });
    for (const method of METHODS) {
      await model().withStructuredOutput(schema, { method }).invoke("go");
    }
    const sent = local.requests.map(({ body }) => {
      const { tools, response_format: format } = body as ChatCompletionRequest;
      const written = format?.type === "json_schema" ? format.json_schema : undefined;
      const inner = written as { schema?: { required?: unknown } } | undefined;
      const mode = (format as { schema?: { required?: unknown } } | undefined)?.schema;
      return (tools?.[0]?.function.parameters ?? inner?.schema ?? mode)?.required;
    });
    expect(new Set(sent.map((required) => JSON.stringify(required))).size).toBe(1);
  });
});
