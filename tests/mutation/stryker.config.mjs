import { fileURLToPath } from "node:url";
import { env } from "node:process";

const part = env.MUTATED_PART;
const cache = ".cache/mutation";

export default {
  plugins: [fileURLToPath(import.meta.resolve("@stryker-mutator/vitest-runner"))],
  testRunner: "vitest",
  vitest: { configFile: "tests/mutation/vitest.config.ts", related: false },
  coverageAnalysis: "perTest",
  ignoreStatic: env.MUTATED_STATICS !== "yes",
  mutate: env.MUTATED_FILES.split(","),
  concurrency: Number(env.MUTATION_WORKERS),
  timeoutMS: 3_000,
  ignorePatterns: [
    "dist",
    ".cache",
    "docs",
    "bench",
    "torture",
    "examples",
    "tests/packed",
    "tests/runtimes",
  ],
  tempDirName: `${cache}/sandbox-${part}`,
  incremental: true,
  incrementalFile: `${cache}/${part}-incremental.json`,
  reporters: ["progress-append-only", "json", "clear-text"],
  clearTextReporter: {
    allowColor: false,
    allowEmojis: false,
    logTests: false,
    reportTests: false,
    reportScoreTable: true,
  },
  jsonReporter: { fileName: `${cache}/${part}.json` },
  thresholds: { high: 90, low: 85, break: 85 },
  packageManager: "npm",
  disableTypeChecks: false,
  allowEmpty: false,
  tsconfigFile: "none.json",
};
