import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { ROOT, runBin, runCommand } from "../../scripts/run-command.mjs";

const PROGRAMS = join(ROOT, "tests/packed/programs");
/** Programs must not see what the tests see: no key, no base URL, no tracing. */
const CLEAN_ENVIRONMENT = { FIREWORKS_API_KEY: "", FIREWORKS_BASE_URL: "", LANGSMITH_TRACING: "" };
const folder = join(inject("consumerFolder"), "programs");

const FILES = [
  "check-chat.mjs",
  "esm.mjs",
  "cjs.cjs",
  "both-kinds.mjs",
  "agents.mjs",
  "init-chat-model.mjs",
  "chat-model.jest.cjs",
];

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await Promise.all(FILES.map((file) => copyFile(join(PROGRAMS, file), join(folder, file))));
});

const COMMAND = join(inject("consumerFolder"), "node_modules/fireworks-local/dist/cli/main.js");

async function run(file: string): Promise<string> {
  const { output } = await runCommand(process.execPath, [join(folder, file)], {
    cwd: folder,
    env: CLEAN_ENVIRONMENT,
  });
  return output.trim();
}

describe.concurrent("D32: the packed packages run", () => {
  test("in an ESM project: invoke, stream, tool call, plain client", async () => {
    expect(await run("esm.mjs")).toBe("done");
  });

  test("in a CommonJS project, with require", async () => {
    expect(await run("cjs.cjs")).toBe("done");
  });

  test("in both kinds at once: errors of one copy are instances of the other's classes", async () => {
    expect(await run("both-kinds.mjs")).toBe("done");
  });

  test("in an agent: the caching middleware knows the models of either copy", async () => {
    expect(await run("agents.mjs")).toBe("done");
  });

  test("A157, D33: behind initChatModel, installed as @langchain/fireworks", async () => {
    expect(await run("init-chat-model.mjs")).toBe("done");
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
