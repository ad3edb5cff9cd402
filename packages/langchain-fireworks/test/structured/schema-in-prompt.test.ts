import { AIMessage, HumanMessage, SystemMessage } from "@langchain/core/messages";
import { StructuredOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { promptWithSchema, schemaInstruction } from "../../src/structured/schema-in-prompt.js";
import { lastBody, localModels } from "../local-model.js";

const SCHEMA = {
  type: "object",
  properties: { title: { type: "string", description: "A name, if any" } },
  required: ["title"],
};
const INSTRUCTION = schemaInstruction(SCHEMA);
const Film = z.object({ title: z.string() });

const texts = (messages: { text: string }[]) => messages.map(({ text }) => text);

describe("A84/D16: the schema in the prompt", () => {
  const question = new HumanMessage("Which film?");

  test("stands at the end of the first system message, or in one of its own", () => {
    expect(texts(promptWithSchema([question], SCHEMA, true))).toStrictEqual([
      INSTRUCTION,
      "Which film?",
    ]);
    const told = [new SystemMessage("Be brief."), question];
    const prompt = promptWithSchema(told, SCHEMA, "auto");
    expect(texts(prompt)).toStrictEqual([`Be brief.\n\n${INSTRUCTION}`, "Which film?"]);
    expect(texts(told)).toStrictEqual(["Be brief.", "Which film?"]);
    expect(promptWithSchema(told, SCHEMA, false)).toBe(told);
  });

  test("a system message of blocks keeps them, and its name", () => {
    const told = new SystemMessage({
      content: [{ type: "text", text: "Be brief." }],
      name: "boss",
    });
    const [first] = promptWithSchema([told], SCHEMA, "auto");
    expect(first?.content).toStrictEqual([
      { type: "text", text: "Be brief." },
      { type: "text", text: `\n\n${INSTRUCTION}` },
    ]);
    expect(first?.name).toBe("boss");
    expect(told.content).toHaveLength(1);
  });

  test("is never said twice", () => {
    for (const inject of ["auto", true] as const) {
      const once = promptWithSchema([new SystemMessage("Be brief."), question], SCHEMA, inject);
      const later = [...once, new AIMessage("{}"), new HumanMessage("Another one")];
      expect(promptWithSchema(later, SCHEMA, inject)).toBe(later);
    }
  });

  test("auto sees it in any message and with any indentation; true says it all the same", () => {
    const written = [new HumanMessage(`Fit this:\n${JSON.stringify(SCHEMA, undefined, 2)}`)];
    expect(promptWithSchema(written, SCHEMA, "auto")).toBe(written);
    expect(promptWithSchema(written, SCHEMA, true)).toHaveLength(2);
  });

  test("another schema in the prompt is another matter", () => {
    const other = promptWithSchema([question], { ...SCHEMA, title: "Film" }, "auto");
    expect(promptWithSchema(other, SCHEMA, "auto")).not.toBe(other);
  });
});

describe("A84/D16: injectSchema over HTTP", () => {
  const sent = async (config: object, ask: unknown = "Which film?") => {
    const { local, model } = localModels();
    await model()
      .withStructuredOutput(Film, config)
      .invoke(ask as string);
    return lastBody(local).messages;
  };

  test.each(["jsonSchema", "jsonMode"])("%s says it unless told not to", async (method) => {
    for (const config of [{}, { injectSchema: "auto" }, { injectSchema: true }]) {
      const messages = await sent({ method, ...config });
      expect(messages).toHaveLength(2);
      expect(messages[0]).toMatchObject({ role: "system" });
      expect(messages[0]?.content).toContain('"title":{"type":"string"}');
    }
    expect(await sent({ method, injectSchema: false })).toStrictEqual([
      { role: "user", content: "Which film?" },
    ]);
  });

  test("functionCalling never does", async () => {
    for (const config of [{}, { injectSchema: true }]) {
      expect(await sent({ method: "functionCalling", ...config })).toHaveLength(1);
    }
  });

  test("what LangChain's own format instructions say is seen", async () => {
    const instructions = StructuredOutputParser.fromZodSchema(Film).getFormatInstructions();
    expect(await sent({ method: "jsonMode" }, `Which film?\n${instructions}`)).toHaveLength(1);
  });

  test("tuples, prompt templates and streams get it, the same text each time", async () => {
    const { local, model } = localModels();
    const film = model().withStructuredOutput(Film, { method: "jsonSchema" });
    const prompt = ChatPromptTemplate.fromMessages([
      ["system", "Be brief."],
      ["human", "{question}"],
    ]);
    await prompt.pipe(film).invoke({ question: "One" });
    await film.invoke([
      ["system", "Be brief."],
      ["human", "Two"],
    ]);
    for await (const _ of await prompt.pipe(film).stream({ question: "Three" }));
    const systems = local.requests.map(
      ({ body }) => (body as { messages: { content: string }[] }).messages[0]?.content,
    );
    expect(systems[0]).toMatch(/^Be brief\.\n\n.*JSON Schema/);
    expect(new Set(systems).size).toBe(1);
  });
});
