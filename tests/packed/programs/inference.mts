import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { AIMessageChunk } from "@langchain/core/messages";
import { StringOutputParser } from "@langchain/core/output_parsers";
import {
  ChatFireworks,
  type ChatFireworksCallOptions,
  type ChatFireworksFields,
  choiceGrammar,
  collectChoices,
  lintJsonSchema,
  type RawAndParsed,
  type RequestPreview,
  type StructuredOutputError,
} from "langchain-fireworks";
import { FireworksDecisionModel } from "langchain-fireworks/decisions";
import { z } from "zod";
import * as mini from "zod/mini";
import { z as z3 } from "zod/v3";

/** Exactly the same type; `any` is the same as nothing but itself. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<_Claim extends true>(): void {}

type AnyKeys<T> = { [K in keyof T]-?: 0 extends 1 & T[K] ? K : never }[keyof T];
is<Same<AnyKeys<ChatFireworksFields>, never>>();
is<Same<AnyKeys<ChatFireworksCallOptions>, never>>();
is<Same<AnyKeys<RequestPreview>, never>>();
is<Same<AnyKeys<StructuredOutputError>, never>>();

const model = new ChatFireworks({ model: "m" });
export const asAnyChatModel: BaseChatModel = model;
export const options: Partial<ChatFireworksCallOptions> = {
  maxRetries: 0,
  timeout: 10,
  stop: ["x"],
};

const Zod4 = z.object({
  a: z.string(),
  b: z.number().optional(),
  c: z.string().transform((text) => text.length),
});
interface Described {
  type: "object";
  properties: Record<string, unknown>;
}
interface Node {
  name: string;
  children: Node[];
}
// Declared, not made: what zod's own functions are checked by takes longer than all the rest here.
declare const Tree: z.ZodType<Node>;
declare const Zod3: z3.ZodType<
  { a: string; b?: number; c: number },
  z3.ZodTypeDef,
  { a: string; b?: number; c: string }
>;
const standard = {
  "~standard": {
    version: 1 as const,
    vendor: "own",
    validate: (value: unknown) => ({ value: { q: String(value) } }),
    types: undefined as unknown as { input: unknown; output: { q: string } },
    jsonSchema: { input: () => ({ type: "object" }), output: () => ({ type: "object" }) },
  },
};

export async function structured(described: Described): Promise<void> {
  const four = await model.withStructuredOutput(Zod4).invoke("x");
  is<Same<typeof four, { a: string; b?: number | undefined; c: number }>>();
  const three = await model.withStructuredOutput(Zod3, { method: "functionCalling" }).invoke("x");
  is<Same<typeof three.c, number>>();
  const small = await model.withStructuredOutput(mini.object({ a: mini.string() })).invoke("x");
  is<Same<typeof small, { a: string }>>();
  const list = await model.withStructuredOutput(z.array(z.number())).invoke("x");
  is<Same<typeof list, number[]>>();
  const tree = await model.withStructuredOutput(Tree).invoke("x");
  is<Same<typeof tree, Node>>();
  const own = await model.withStructuredOutput(standard).invoke("x");
  is<Same<typeof own, { q: string }>>();
  const json = await model.withStructuredOutput({ type: "object" }).invoke("x");
  is<Same<typeof json, Record<string, unknown>>>();
  const typed = await model.withStructuredOutput<{ a: string }>({ type: "object" }).invoke("x");
  is<Same<typeof typed, { a: string }>>();
  const ofInterface = await model.withStructuredOutput(described).invoke("x");
  is<Same<typeof ofInterface, Record<string, unknown>>>();
  console.log(lintJsonSchema(described), lintJsonSchema(Zod3));
  const both = await model.withStructuredOutput(Zod4, { includeRaw: true }).invoke("x");
  is<Same<typeof both.raw, AIMessageChunk>>();
  is<Same<typeof both.parsed, typeof four>>();
  const includeRaw: boolean = described.type.length > 3;
  const either = await model.withStructuredOutput(Zod4, { includeRaw }).invoke("x");
  is<Same<typeof either, typeof four | RawAndParsed<typeof four>>>();
  for await (const part of await model.withStructuredOutput(Zod4).stream("x")) {
    is<Same<typeof part, typeof four>>();
  }
}

export async function others(texts: string[]): Promise<void> {
  const answer = await model.withGrammar(choiceGrammar("yes", "no")).invoke("x");
  is<Same<typeof answer, "yes" | "no">>();
  const some = await model.withGrammar(choiceGrammar(...texts)).invoke("x");
  is<Same<typeof some, string>>();
  const count = await model.withGrammar(choiceGrammar("1", "2"), Number).invoke("x");
  is<Same<typeof count, number>>();
  const parsed = await model.withGrammar('root ::= "x"', async (text) => [text]).invoke("x");
  is<Same<typeof parsed, string[]>>();
  const read = await model.withGrammar('root ::= "x"', new StringOutputParser()).invoke("x");
  is<Same<typeof read, string>>();
  const choices = await collectChoices(await model.stream("x", { n: 2 }));
  is<Same<typeof choices, AIMessageChunk[]>>();
  const { nouls } = await new FireworksDecisionModel(model).invoke({
    state: "x",
    questions: { urgent: { type: "noul", instructions: "Is it urgent?" } },
  });
  is<Same<typeof nouls.urgent.noul, number>>();
}

// @ts-expect-error a misspelt field
export const field = new ChatFireworks({ model: "m", temprature: 1 });
// @ts-expect-error a misspelt call option
export const option = model.invoke("x", { temprature: 1 });
// @ts-expect-error a misspelt option of structured output
export const config = model.withStructuredOutput(Zod4, { inclueRaw: true });
