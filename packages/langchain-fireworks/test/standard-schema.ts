import type { SerializableSchema } from "@langchain/core/utils/standard_schema";

/** A Standard Schema of no library: the JSON Schema it says, and a check of the required strings. */
export function standardSchema<Output extends Record<string, unknown> = { city: string }>(
  document: Record<string, unknown> = CITY,
): SerializableSchema<Output> {
  const required = (document.required ?? []) as string[];
  return {
    "~standard": {
      version: 1,
      vendor: "test",
      validate: (value: unknown) => {
        const missing = required.filter(
          (name) => typeof value !== "object" || value === null || !(name in value),
        );
        return missing.length === 0
          ? { value: value as Output }
          : { issues: missing.map((name) => ({ message: `${name} is missing` })) };
      },
      jsonSchema: { input: () => document, output: () => document },
    },
  } as SerializableSchema<Output>;
}

const CITY = {
  type: "object",
  properties: { city: { type: "string" } },
  required: ["city"],
};
