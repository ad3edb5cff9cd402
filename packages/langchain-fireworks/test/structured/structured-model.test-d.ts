// Compiled by `tsc -p tsconfig.json`, never run: what `withStructuredOutput` infers.
import type { SerializableSchema } from "@langchain/core/utils/standard_schema";
import type { ChatFireworks, RawAndParsed } from "langchain-fireworks";
import { expectTypeOf } from "vitest";
import * as z3 from "zod/v3";
import { z } from "zod";

interface Joke extends Record<string, unknown> {
  setup: string;
  rating?: number | undefined;
}

declare const model: ChatFireworks;
declare const standard: SerializableSchema<Joke>;

const zod4 = z.object({ setup: z.string(), rating: z.number().optional() });
const zod3 = z3.object({ setup: z3.string(), rating: z3.number().optional() });
const jsonSchema = { type: "object", properties: { setup: { type: "string" } } };

type Answer<T extends { invoke(input: string): Promise<unknown> }> = Awaited<
  ReturnType<T["invoke"]>
>;

const withZod4 = model.withStructuredOutput(zod4);
expectTypeOf<Answer<typeof withZod4>>().toEqualTypeOf<z.infer<typeof zod4>>();

const withZod3 = model.withStructuredOutput(zod3, { method: "jsonSchema" });
expectTypeOf<Answer<typeof withZod3>>().toEqualTypeOf<z3.infer<typeof zod3>>();

const withStandard = model.withStructuredOutput(standard, { method: "jsonMode" });
expectTypeOf<Answer<typeof withStandard>>().toEqualTypeOf<Joke>();

const withJsonSchema = model.withStructuredOutput(jsonSchema);
expectTypeOf<Answer<typeof withJsonSchema>>().toEqualTypeOf<Record<string, unknown>>();

const withNamedType = model.withStructuredOutput<Joke>(jsonSchema);
expectTypeOf<Answer<typeof withNamedType>>().toEqualTypeOf<Joke>();

const transformed = model.withStructuredOutput(
  z.object({ n: z.string().transform((text) => text.length) }),
);
expectTypeOf<Answer<typeof transformed>["n"]>().toEqualTypeOf<number>();

const rawZod4 = model.withStructuredOutput(zod4, { includeRaw: true });
expectTypeOf<Answer<typeof rawZod4>>().toEqualTypeOf<RawAndParsed<z.infer<typeof zod4>>>();
expectTypeOf<Answer<typeof rawZod4>["parsed"]["setup"]>().toEqualTypeOf<string>();

const notRaw = model.withStructuredOutput(zod4, { includeRaw: false });
expectTypeOf<Answer<typeof notRaw>>().toEqualTypeOf<z.infer<typeof zod4>>();

const defaulted = model.withStructuredOutput(
  z.object({ d: z.string().default("x"), n: z.coerce.number() }),
);
expectTypeOf<Answer<typeof defaulted>>().toEqualTypeOf<{ d: string; n: number }>();
