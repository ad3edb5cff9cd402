import { defineConfig } from "tsdown";
import { library } from "../../tsdown.base.js";

const TEST_RUNNERS = ["vitest", "jest", "node-test"].map((name) => `src/test-runners/${name}.ts`);

export default defineConfig(
  library({ entry: ["src/index.ts", "src/cli/main.ts", ...TEST_RUNNERS], platform: "node" }),
);
