import { defineConfig } from "tsdown";
import { library } from "../../tsdown.base.js";

export default defineConfig(
  library({
    entry: [
      "src/index.ts",
      "src/middleware/index.ts",
      "src/decisions/index.ts",
      "src/batch/index.ts",
      "src/redis/index.ts",
    ],
    commands: ["src/cli/main.ts"],
    shared: {
      name: "models",
      test: /\/langchain-fireworks\/src\/(?!batch\/|cli\/).*(?<!\.d)\.ts$/,
    },
    isSmall: true,
  }),
);
