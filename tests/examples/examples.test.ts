import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ROOT } from "../../scripts/run-command.mjs";

/** A line each example prints when it runs offline. */
const OUTPUT: Record<string, string | RegExp> = {
  "agent.ts": /tool: Sunny, 24 °C in Paris\.\n[\s\S]*city: (Paris|London)\n/,
  "batch.ts": /completed 2 of 2\n0 \{"positive":(true|false),/,
  "errors.ts": /FireworksBadRequestError 400 [\s\S]*FireworksConfigurationError reasoningEffort /,
  "image.ts": "1 image arrived (image/png).",
  "invoke.ts": "J'adore la programmation.",
  "retrieval.ts": /\[1\] 0\.\d{3} tickets\.md\n[\s\S]*cited: \[\d\] /,
  "stream.ts": /\n[1-9]\d+ chunks, [1-9]\d+ output tokens\n/,
  "structured-output.ts":
    "functionCalling Metropolis 1927\njsonSchema Metropolis 1927\njsonMode Metropolis 1927\n",
  "tools.ts": "get_weather answered: Sunny, 24 °C in Paris.",
};
const SHARED = ["connect.ts"];

let printed = "";

beforeEach(() => {
  vi.stubEnv("FIREWORKS_API_KEY", "");
  vi.stubEnv("FIREWORKS_BASE_URL", "");
  printed = "";
  vi.spyOn(console, "log").mockImplementation((...words: unknown[]) => {
    printed += `${words.map((word) => (typeof word === "string" ? word : JSON.stringify(word))).join(" ")}\n`;
  });
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test("every example is listed here", async () => {
  const files = await readdir(join(ROOT, "examples"));
  const programs = files.filter((file) => file.endsWith(".ts") && !SHARED.includes(file));
  expect(programs.toSorted()).toEqual(Object.keys(OUTPUT));
});

test.each(Object.entries(OUTPUT))("%s runs offline and says so", async (file, output) => {
  await import(join(ROOT, "examples", file));
  expect(printed).toContain("a local stand-in answers, not a language model");
  expect(printed).toMatch(output);
});
