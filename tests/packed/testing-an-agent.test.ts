import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { transform } from "esbuild";
import { createFireworksLocal } from "fireworks-local";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { ROOT, runBin, runCommand } from "../../scripts/run-command.mjs";
import { type CodeBlock, extractCodeBlocks } from "../snippets/extract-snippets.js";

/** The guide's files, run with the packed packages as its reader would run them. */
const env = { FIREWORKS_API_KEY: "", FIREWORKS_BASE_URL: "", LANGSMITH_TRACING: "", NO_COLOR: "1" };

async function blocksOf(file: string): Promise<CodeBlock[]> {
  return extractCodeBlocks(await readFile(join(ROOT, "docs/local", file), "utf8"));
}

/** Blocks whose first line names a file. */
function filesIn(blocks: CodeBlock[]): { file: string; code: string }[] {
  return blocks.flatMap(({ code }) => {
    const file = /^\/\/ (\S+\.js)\n/.exec(code)?.[1];
    return file === undefined ? [] : [{ file, code }];
  });
}

/** Its Chinese twin holds the same code, see tests/snippets. */
const document = "testing-an-agent.md";

describe(`docs/local/${document}`, () => {
  const folder = join(inject("consumerFolder"), document);
  let files: { file: string; code: string }[] = [];

  beforeAll(async () => {
    files = filesIn(await blocksOf(document));
    await write(folder, files, { type: "module" });
  });

  test("names the agent and a test for each runner", () => {
    expect(files.map(({ file }) => file)).toEqual([
      "src/weather-agent.js",
      "test/weather-agent.test.js",
      "test/weather-agent.jest.test.js",
      "test/weather-agent.node.test.js",
    ]);
  });

  test("passes in Vitest", async () => {
    const args = ["run", "--test-timeout=60000", "--root", folder, "test/weather-agent.test.js"];
    const { code, output } = await runBin("vitest/vitest.mjs", args, { cwd: folder, env });
    expect(code, output).toBe(0);
    expect(output).toContain("3 passed");
  });

  test("passes in Jest, transformed as projects do", async () => {
    const commonJs = join(folder, "commonjs");
    const transformed = files.map(async ({ file, code }) => ({
      file,
      code: (await transform(code, { format: "cjs" })).code,
    }));
    await write(commonJs, await Promise.all(transformed), { type: "commonjs" });
    const config = {
      rootDir: commonJs,
      testMatch: ["**/*.jest.test.js"],
      transform: {},
      testTimeout: 60_000,
      cacheDirectory: join(folder, "jest-cache"),
    };
    const args = ["--config", JSON.stringify(config), "--ci", "--runInBand", "--watchman=false"];
    const { code, output } = await runBin("jest/bin/jest.js", args, { cwd: commonJs, env });
    expect(code, output).toBe(0);
  });

  test("passes in node --test", async () => {
    const args = ["--test", "test/weather-agent.node.test.js"];
    const { code, output } = await runCommand(process.execPath, args, { cwd: folder, env });
    expect(code, output).toBe(0);
  });

  test("its curl lines are answered", async () => {
    const server = createFireworksLocal();
    const { port } = await server.listen();
    const blocks = await blocksOf(document);
    const lines = blocks.find(({ code }) => code.startsWith("curl"))?.code ?? "";
    const { output } = await runCommand("sh", ["-c", lines.replaceAll("4141", String(port))]);
    const [answer, journal, reset] = output.trim().split(/(?<=\})(?=\{)/);
    expect(JSON.parse(answer ?? "")).toMatchObject({ object: "chat.completion" });
    expect(JSON.parse(journal ?? "")).toMatchObject({ requests: [{ status: 200 }] });
    expect(JSON.parse(reset ?? "")).toEqual({});
    await server.close();
  });
});

async function write(
  folder: string,
  files: { file: string; code: string }[],
  manifest: object,
): Promise<void> {
  for (const { file, code } of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), code);
  }
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
}
