import { defineConfig } from "vitest/config";
import shared from "../../vitest.config.js";
import { MUTATED_PARTS } from "./parts.js";

const part = MUTATED_PARTS[process.env.MUTATED_PART ?? ""];
if (part === undefined) throw new Error("MUTATED_PART names no part of parts.ts.");

/** The workspace's own settings, on the tests of one part. */
export default defineConfig({
  resolve: shared.resolve,
  test: {
    root: process.cwd(),
    testTimeout: 20_000,
    isolate: false,
    unstubEnvs: true,
    unstubGlobals: true,
    include: [...part.tests],
    globalSetup: "tests/temporary-folders.ts",
    setupFiles: [
      "tests/own-temporary-folder.ts",
      "tests/transport-under-test.ts",
      "tests/mutation/few-runs.ts",
    ],
  },
});
