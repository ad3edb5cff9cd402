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

/** One process for both files: the tests that pass and the one that fails on purpose. */
const RUNNERS = {
  vitest: {
    run: () => {
      const args = ["run", "--root", folder, "--dir", folder, "--maxWorkers=1"];
      return runBin("vitest/vitest.mjs", args, { cwd: folder, env });
    },
    counts: /Tests +1 failed \| 6 passed/,
  },
  jest: {
    run: () => {
      const config = {
        rootDir: folder,
        testMatch: ["**/*.jest.cjs"],
        transform: {},
        testTimeout: 60_000,
        cacheDirectory: join(folder, "jest-cache"),
      };
      const args = ["--config", JSON.stringify(config), "--ci", "--runInBand", "--watchman=false"];
      return runBin("jest/bin/jest.js", args, { cwd: folder, env });
    },
    counts: /Tests: +1 failed, 3 passed, 4 total/,
  },
  "node --test": {
    run: () => {
      const args = ["--test", "runner.node-test.mjs", "failing.node-test.mjs"];
      return runCommand(process.execPath, args, { cwd: folder, env });
    },
    counts: /pass 3\n.*fail 1\n/,
  },
};

describe.each(Object.entries(RUNNERS))("E15: one line with %s", (_, { run, counts }) => {
  let result = { code: 0, output: "" };
  beforeAll(async () => {
    result = await run();
  });

  test("serves an agent's tests on a port, fresh for each, and puts the environment back", () => {
    expect(result.output).toMatch(counts);
  });

  test("prints what was refused when a test fails", () => {
    expect(result.output).toContain("fireworks-local refused 1 of what arrived:");
    expect(result.output).toMatch(/#1 POST \/inference\/v1\/chat\/completions glm-5p3 → 404: /);
    expect(result.code).toBe(1);
  });
});
