import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { checkTypes } from "../../scripts/run-command.mjs";
import { CONSUMER_OPTIONS } from "./consumer-options.js";

const SCHEMAS = 50;
/**
 * TypeScript 7.0 counts 33 638 instantiations and 10 780 types, more than half of them in the schemas; 6.0
 * counts as many. Counts, unlike seconds, are the same on every machine.
 */
const BUDGET = { instantiations: 50_000, types: 15_000 };

/** Schemas of growing size: nested lists, unions, transforms, defaults. */
function schema(at: number): string {
  const properties = Array.from(
    { length: 3 + (at % 8) },
    (_, index) => `p${index}: ${part(at + index)}`,
  );
  return `const S${at} = z.object({ ${properties.join(", ")} });`;
}

const PARTS = [
  "z.string()",
  "z.number().optional()",
  'z.enum(["a", "b", "c"])',
  "z.array(z.object({ x: z.string(), y: z.array(z.number()) }))",
  "z.string().transform((text) => text.length)",
  'z.discriminatedUnion("k", [z.object({ k: z.literal("a") }), z.object({ k: z.literal("b"), v: z.number() })])',
  'z.object({ deep: z.object({ deeper: z.object({ deepest: z.string().default("x") }) }) })',
  "z.record(z.string(), z.union([z.string(), z.number(), z.null()]))",
];
const part = (at: number) => PARTS[at % PARTS.length] ?? "z.string()";

const USES = [
  (at: number) =>
    `const a${at} = await model.withStructuredOutput(S${at}).invoke("go"); a${at}.p0;`,
  (at: number) =>
    `const a${at} = await model.withStructuredOutput(S${at}, { includeRaw: true }).invoke("go"); a${at}.parsed.p0;`,
  (at: number) =>
    `for await (const a of await model.withStructuredOutput(S${at}, { method: "jsonSchema", strict: true }).stream("go")) a.p0;`,
];

const numbers = Array.from({ length: SCHEMAS }, (_, at) => at);
const PROGRAM = `import { ChatFireworks } from "langchain-fireworks";
import { z } from "zod";
const model = new ChatFireworks({ model: "m" });
${numbers.map(schema).join("\n")}
${numbers.map((at) => USES[at % USES.length]?.(at)).join("\n")}
`;
const CONFIG = {
  compilerOptions: { ...CONSUMER_OPTIONS, skipLibCheck: true, types: [] },
  files: ["program.mts"],
};

test("users-ask D5: 50 schemas of all shapes stay within the compiler's budget", async () => {
  const folder = join(inject("consumerFolder"), "compile-budget");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "program.mts"), PROGRAM);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(CONFIG));
  const { output } = await checkTypes(folder, ["--extendedDiagnostics"]);
  const count = (label: string) =>
    Number(new RegExp(`^${label}:\\s+(\\d+)`, "m").exec(output)?.[1]);
  expect(output).not.toContain("error TS");
  expect(count("Instantiations")).toBeLessThan(BUDGET.instantiations);
  expect(count("Types")).toBeLessThan(BUDGET.types);
});
