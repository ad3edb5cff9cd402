// Compiled by `tsc -p tsconfig.json`, never run: what `withStructuredOutput` and `withGrammar` infer.
import type { AIMessageChunk } from "@langchain/core/messages";
import { JsonOutputParser } from "@langchain/core/output_parsers";
import type { SerializableSchema } from "@langchain/core/utils/standard_schema";
import {
  type ChatFireworks,
  choiceGrammar,
  type Grammar,
  type RawAndParsed,
  type StructuredOutputConfig,
  type StructuredOutputError,
} from "langchain-fireworks";
import { expectTypeOf } from "vitest";
import * as z3 from "zod/v3";
import { z } from "zod";

/** An interface has no index signature, and is a type of answers all the same. */
interface Joke {
  setup: string;
  rating?: number | undefined;
}

declare const model: ChatFireworks;
declare const standard: SerializableSchema<Joke>;
declare const converting: SerializableSchema<{ n: string }, { n: number }>;

const zod4 = z.object({ setup: z.string(), rating: z.number().optional() });
const zod3 = z3.object({ setup: z3.string(), rating: z3.number().optional() });
const jsonSchema = { type: "object", properties: { setup: { type: "string" } } };

type Invokable = { invoke(input: string): Promise<unknown> };
type Answer<T extends Invokable> = Awaited<ReturnType<T["invoke"]>>;

// Every kind of schema, every method.
const withZod4 = model.withStructuredOutput(zod4);
expectTypeOf<Answer<typeof withZod4>>().toEqualTypeOf<z.infer<typeof zod4>>();

const withZod3 = model.withStructuredOutput(zod3, { method: "jsonSchema" });
expectTypeOf<Answer<typeof withZod3>>().toEqualTypeOf<z3.infer<typeof zod3>>();

const withStandard = model.withStructuredOutput(standard, { method: "jsonMode" });
expectTypeOf<Answer<typeof withStandard>>().toEqualTypeOf<Joke>();

const withJsonSchema = model.withStructuredOutput(jsonSchema, { method: "functionCalling" });
expectTypeOf<Answer<typeof withJsonSchema>>().toEqualTypeOf<Record<string, unknown>>();

const withConstant = model.withStructuredOutput({ type: "object", required: ["a"] } as const);
expectTypeOf<Answer<typeof withConstant>>().toEqualTypeOf<Record<string, unknown>>();

const withNamedType = model.withStructuredOutput<Joke>(jsonSchema);
expectTypeOf<Answer<typeof withNamedType>>().toEqualTypeOf<Joke>();

const withGrammarMethod = model.withStructuredOutput(zod4, {
  method: "grammar",
  grammar: "root ::= [a-z]",
});
expectTypeOf<Answer<typeof withGrammarMethod>>().toEqualTypeOf<z.infer<typeof zod4>>();

// Every call option is an option of these calls too (A74).
void withZod4.invoke("x", { maxTokens: 100, sessionId: "thread-42", tags: ["films"] });
void withNamedType.stream("x", { serviceTier: "priority" });
void model.withStructuredOutput(zod4, { includeRaw: true }).invoke("x", { maxTokens: 100 });
void model.withGrammar("root ::= [a-z]").batch(["x"], { seed: 1 });
// @ts-expect-error There is no such option.
void withZod4.invoke("x", { maxToken: 100 });

// The type is the one after the schema's transforms and defaults.
const transformed = model.withStructuredOutput(
  z.object({ n: z.string().transform((text) => text.length) }),
);
expectTypeOf<Answer<typeof transformed>>().toEqualTypeOf<{ n: number }>();

const transformed3 = model.withStructuredOutput(
  z3.object({ n: z3.string().transform((text) => text.length) }),
);
expectTypeOf<Answer<typeof transformed3>>().toEqualTypeOf<{ n: number }>();

const converted = model.withStructuredOutput(converting);
expectTypeOf<Answer<typeof converted>>().toEqualTypeOf<{ n: number }>();

const defaulted = model.withStructuredOutput(
  z.object({ d: z.string().default("x"), n: z.coerce.number() }),
);
expectTypeOf<Answer<typeof defaulted>>().toEqualTypeOf<{ d: string; n: number }>();

const whole = model.withStructuredOutput(z.object({ n: z.string() }).transform(({ n }) => n));
expectTypeOf<Answer<typeof whole>>().toEqualTypeOf<string>();

// Unions, lists, schemas that refer to themselves.
const Shape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("circle"), radius: z.number() }),
  z.object({ kind: z.literal("square"), side: z.number() }),
]);
const shape = model.withStructuredOutput(Shape);
expectTypeOf<Answer<typeof shape>>().toEqualTypeOf<
  { kind: "circle"; radius: number } | { kind: "square"; side: number }
>();

const list = model.withStructuredOutput(z.array(z.string()));
expectTypeOf<Answer<typeof list>>().toEqualTypeOf<string[]>();

const Tree = z.object({
  v: z.string(),
  get kids() {
    return z.array(Tree);
  },
});
const tree = model.withStructuredOutput(Tree);
expectTypeOf<Answer<typeof tree>["kids"][number]["v"]>().toEqualTypeOf<string>();

// includeRaw: a literal, `false`, a variable, and a named type beside it.
const rawZod4 = model.withStructuredOutput(zod4, { includeRaw: true });
expectTypeOf<Answer<typeof rawZod4>>().toEqualTypeOf<RawAndParsed<z.infer<typeof zod4>>>();
expectTypeOf<Answer<typeof rawZod4>["parsed"]["setup"]>().toEqualTypeOf<string>();
expectTypeOf<Answer<typeof rawZod4>["raw"]>().toEqualTypeOf<AIMessageChunk>();
expectTypeOf<Answer<typeof rawZod4>["error"]>().toEqualTypeOf<StructuredOutputError | undefined>();

const notRaw = model.withStructuredOutput(zod4, { includeRaw: false });
expectTypeOf<Answer<typeof notRaw>>().toEqualTypeOf<z.infer<typeof zod4>>();

declare const includeRaw: boolean;
const perhapsRaw = model.withStructuredOutput(zod4, { includeRaw });
expectTypeOf<Answer<typeof perhapsRaw>>().toEqualTypeOf<
  z.infer<typeof zod4> | RawAndParsed<z.infer<typeof zod4>>
>();

const namedRaw = model.withStructuredOutput<Joke>(jsonSchema, { includeRaw: true });
expectTypeOf<Answer<typeof namedRaw>["parsed"]>().toEqualTypeOf<Joke>();

// Settings kept in variables.
const settings = { method: "jsonSchema", strict: true };
const withSettings = model.withStructuredOutput(zod4, settings);
expectTypeOf<Answer<typeof withSettings>>().toEqualTypeOf<z.infer<typeof zod4>>();

declare const config: StructuredOutputConfig<true>;
const withConfig = model.withStructuredOutput(zod4, config);
expectTypeOf<Answer<typeof withConfig>["parsed"]>().toEqualTypeOf<z.infer<typeof zod4>>();

// Grammars.
const choice = choiceGrammar("yes", "no");
expectTypeOf(choice).toEqualTypeOf<Grammar<"yes" | "no">>();
const chosen = model.withGrammar(choice);
expectTypeOf<Answer<typeof chosen>>().toEqualTypeOf<"yes" | "no">();
const text = model.withGrammar("root ::= [a-z]");
expectTypeOf<Answer<typeof text>>().toEqualTypeOf<string>();
const mapped = model.withGrammar(choice, (word) => {
  expectTypeOf(word).toEqualTypeOf<"yes" | "no">();
  return word === "yes";
});
expectTypeOf<Answer<typeof mapped>>().toEqualTypeOf<boolean>();
const awaited = model.withGrammar("root ::= [0-9]", async (digit) => Number(digit));
expectTypeOf<Answer<typeof awaited>>().toEqualTypeOf<number>();
const parsed = model.withGrammar("root ::= [0-9]", new JsonOutputParser<{ n: number }>());
expectTypeOf<Answer<typeof parsed>>().toEqualTypeOf<{ n: number }>();

// @ts-expect-error -- a number is no schema
model.withStructuredOutput(1);
// @ts-expect-error -- nor is this a way to say the schema
model.withStructuredOutput(zod4, { injectSchema: "always" });
