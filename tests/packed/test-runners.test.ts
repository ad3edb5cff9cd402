import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { ROOT, runBin, runCommand } from "../../scripts/run-command.mjs";

const PROGRAMS = join(ROOT, "tests/packed/programs");
const folder = join(inject("consumerFolder"), "test-runners");
/** As in a user's terminal: neither a key nor a runner around this one. */
const env = {
  FIREWORKS_API_KEY: "",
  FIREWORKS_BASE_URL: "",
  LANGSMITH_TRACING: "",
  NO_COLOR: "1",
};
const FILES = ["agent-under-test.cjs", "runner-cases.cjs"].concat(
  ["vitest.test.mjs", "jest.cjs", "node-test.mjs"].flatMap((end) => [
    `runner.${end}`,
    `failing.${end}`,
  ]),
);

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await Promise.all(FILES.map((file) => copyFile(join(PROGRAMS, file), join(folder, file))));
});

const RUNNERS = {
  vitest: (name: string) =>
    runBin(
      "vitest/vitest.mjs",
      ["run", "--root", folder, "--dir", folder, `${name}.vitest.test.mjs`],
      {
        cwd: folder,
        env,
      },
    ),
  jest: (name: string) => {
    const config = {
      rootDir: folder,
      testMatch: [`**/${name}.jest.cjs`],
      transform: {},
      testTimeout: 60_000,
      cacheDirectory: join(folder, "jest-cache"),
    };
    const args = ["--config", JSON.stringify(config), "--ci", "--runInBand", "--watchman=false"];
    return runBin("jest/bin/jest.js", args, { cwd: folder, env });
  },
  "node --test": (name: string) =>
    runCommand(process.execPath, ["--test", `${name}.node-test.mjs`], { cwd: folder, env }),
};

describe.concurrent.each(Object.entries(RUNNERS))("E15: one line with %s", (_, run) => {
  test("serves an agent's tests on a port, fresh for each, and puts the environment back", async () => {
    const { code, output } = await run("runner");
    expect(code, output).toBe(0);
  });

  test("prints what was refused when a test fails", async () => {
    const { code, output } = await run("failing");
    expect(output).toContain("fireworks-local refused 1 of what arrived:");
    expect(output).toMatch(/#1 POST \/inference\/v1\/chat\/completions glm-5p3 → 404: /);
    expect(code).toBe(1);
  });
});
