import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { ROOT, runBin, runCommand } from "../../scripts/run-command.mjs";

const PROGRAMS = join(ROOT, "tests/packed/programs");
/** Programs must not see what the tests see: no key, no base URL, no tracing. */
const CLEAN_ENVIRONMENT = { FIREWORKS_API_KEY: "", FIREWORKS_BASE_URL: "", LANGSMITH_TRACING: "" };
const folder = join(inject("consumerFolder"), "programs");

const COMMAND = join(inject("consumerFolder"), "node_modules/fireworks-local/dist/cli/main.js");

/** Each ends with a line that says so. One process for all of a kind, since loading takes the longest. */
const ESM_PROGRAMS = {
  "esm.mjs": "in an ESM project: invoke, stream, tool call, plain client",
  "entries.mjs": "by every entry, with the same names in both kinds",
  "both-kinds.mjs":
    "in both kinds at once: errors of one copy are instances of the other's classes",
  "agents.mjs": "in an agent: the caching middleware knows the models of either copy",
  "init-chat-model.mjs": "A157, D33: behind initChatModel, installed as @langchain/fireworks",
};

const FILES = [...Object.keys(ESM_PROGRAMS), "check-chat.mjs", "cjs.cjs", "chat-model.jest.cjs"];

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await Promise.all(FILES.map((file) => copyFile(join(PROGRAMS, file), join(folder, file))));
});

async function run(...args: string[]): Promise<string> {
  const { output } = await runCommand(process.execPath, args, {
    cwd: folder,
    env: CLEAN_ENVIRONMENT,
  });
  return output;
}

describe("D32: the packed packages run", () => {
  let output = "";
  beforeAll(async () => {
    const imports = Object.keys(ESM_PROGRAMS).map((file) => `await import("./${file}");`);
    await writeFile(join(folder, "all.mjs"), imports.join("\n"));
    output = await run("all.mjs");
  });

  test.each(Object.entries(ESM_PROGRAMS))("%s: %s", (file) => {
    expect(output.split("\n"), output).toContain(`${file} is done`);
  });

  test("in a CommonJS project, with require", async () => {
    expect(await run("cjs.cjs")).toBe("done\n");
  });

  test("as the command fireworks-local, which says it is not a language model", async () => {
    const { code, output } = await runCommand(process.execPath, [COMMAND, "--help"]);
    expect(output).toMatch(/not a language model/i);
    expect(code).toBe(0);
  });

  test("in a Jest 30 project", async () => {
    const config = {
      rootDir: folder,
      testMatch: ["**/*.jest.cjs"],
      transform: {},
      cacheDirectory: join(folder, "jest-cache"),
    };
    const args = ["--config", JSON.stringify(config), "--ci", "--runInBand", "--watchman=false"];
    const result = await runBin("jest/bin/jest.js", args, { cwd: folder, env: CLEAN_ENVIRONMENT });
    expect(result.output).toContain("3 passed, 3 total");
    expect(result.code).toBe(0);
  });
});
