import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { FAULT_PLAN_SHAPE } from "../../src/faults/plan-shape.js";
import { jsonSchemaOf } from "../../src/files/json-schema-of.js";

/** Every key and every name that the description knows. */
function namesIn(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {}, enum: choices = [] } = schema as {
    properties?: object;
    enum?: string[];
  };
  const inner = Object.values(schema).flatMap(namesIn);
  return [
    ...Object.keys(properties),
    ...choices,
    ...inner,
    ...Object.values(properties).flatMap(namesIn),
  ];
}

test.each(["local/faults.md", "zh/local/faults.md"])(
  "%s names every field, condition and quirk",
  async (name) => {
    const page = await readFile(new URL(`../../../../docs/${name}`, import.meta.url), "utf8");
    const known = new Set(
      namesIn(jsonSchemaOf(FAULT_PLAN_SHAPE)).filter((one) => one !== "$schema"),
    );
    expect(known.size).toBeGreaterThan(100);
    expect([...known].filter((one) => !new RegExp(`\\b${one}\\b`).test(page))).toEqual([]);
  },
);
