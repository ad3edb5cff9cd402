import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Tests run on the sources. `CORE=floor` runs the same tests on the oldest `@langchain/core` of the
 * peer range, which is installed beside the newest one under an alias.
 */
const core =
  process.env.CORE === "floor"
    ? [{ find: /^@langchain\/core(?=\/|$)/, replacement: "langchain-core-floor" }]
    : [];

/**
 * Decision models came with core 1.4; their entry is the only one that needs it. The others are about the
 * wire, files, jobs, the client's retries and our own tables, which no version of core changes: once is
 * enough. Chains that are split, rows made from them and answers read back stay on the floor, and so do chunks
 * and their sums, which stand on core's own merge functions.
 */
const NOT_ON_THE_FLOOR = [
  "decisions/**",
  "redis/**",
  "cli/**",
  "batch/files/**",
  "batch/handle/**",
  "batch/jobs/**",
  "batch/results/**",
  "batch/submit/**",
  "batch/results-hostile.test.ts",
  "batch/run-status.test.ts",
  "batch/run-wait.test.ts",
  "batch/slow-to-show.test.ts",
  "batch/submit-again.test.ts",
  "convert/!(message-chunk|streamed-calls|chunk-from-wire)*.test.ts",
  "models/**",
  "answer-steps/**",
  "settings/parameters.test.ts",
  "settings/reasoning-effort.test.ts",
  "retry-table.test.ts",
  "settings/sha256.test.ts",
  "structured/json-answer.test.ts",
  "structured/same-json.test.ts",
  "tool-call-streams.test.ts",
].map((files) => `packages/langchain-fireworks/test/${files}`);

export default defineConfig({
  resolve: {
    alias: [
      ...core,
      {
        find: /^fireworks-client\/(wire|undici)$/,
        replacement: source("packages/fireworks-client/src/$1/index.ts"),
      },
      { find: /^fireworks-client$/, replacement: source("packages/fireworks-client/src/index.ts") },
      {
        find: /^langchain-fireworks$/,
        replacement: source("packages/langchain-fireworks/src/index.ts"),
      },
      {
        find: /^langchain-fireworks\/(middleware|decisions|batch|redis)$/,
        replacement: source("packages/langchain-fireworks/src/$1/index.ts"),
      },
      { find: /^fireworks-local$/, replacement: source("packages/fireworks-local/src/index.ts") },
      {
        find: /^fireworks-local\/(vitest|jest|node-test)$/,
        replacement: source("packages/fireworks-local/src/test-runners/$1.ts"),
      },
    ],
  },
  test: {
    testTimeout: 20_000,
    // One module registry for all files: importing core anew for each takes longer than its tests.
    isolate: false,
    unstubEnvs: true,
    unstubGlobals: true,
    projects: [
      {
        extends: true,
        test: {
          name: "sources",
          include: ["packages/*/test/**/*.test.ts"],
          exclude: process.env.CORE === "floor" ? NOT_ON_THE_FLOOR : [],
          globalSetup: "tests/temporary-folders.ts",
          setupFiles: ["tests/own-temporary-folder.ts", "tests/transport-under-test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "built",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/site/**"],
          globalSetup: "tests/packed/pack-once.ts",
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { name: "site", include: ["tests/site/**/*.test.ts"], testTimeout: 60_000 },
      },
    ],
  },
});
