import { defineConfig } from "tsdown";
import { writeNotices } from "../../scripts/third-party-notices.mjs";
import { library } from "../../tsdown.base.js";

/**
 * The command is one file with its parsers inside: users of the library install nothing for it. What it
 * uses of the library is where it is anyway.
 */
const command = library(["src/cli/main.ts"], "node");

export default defineConfig([
  library([
    "src/index.ts",
    "src/middleware/index.ts",
    "src/decisions/index.ts",
    "src/batch/index.ts",
    "src/redis/index.ts",
  ]),
  {
    ...command,
    format: ["esm"],
    dts: false,
    outDir: "dist/cli",
    clean: false,
    noExternal: [/^(csv-parse|cli-progress)/],
    external: (id, importer) =>
      id.startsWith("../") && importer?.includes("/langchain-fireworks/src/cli/") === true,
    hooks: {
      "build:done": ({ chunks }) =>
        writeNotices(
          "dist/cli/THIRD-PARTY-LICENSES.txt",
          chunks.flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : [])),
        ),
    },
  },
]);
