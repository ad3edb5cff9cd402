import { defineConfig } from "tsdown";
import { writeNotices } from "../../scripts/third-party-notices.mjs";
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
    // The parser of the command: users of the library install nothing for it.
    bundled: [/^csv-parse/],
    shared: {
      name: "models",
      test: /\/langchain-fireworks\/src\/(?!batch\/|cli\/).*(?<!\.d)\.ts$/,
    },
    isSmall: true,
    onEnd: (modules) => writeNotices("dist/cli/THIRD-PARTY-LICENSES.txt", modules),
  }),
);
