import { defineConfig } from "tsdown";
import { library } from "../../tsdown.base.js";

export default defineConfig(
  library([
    "src/index.ts",
    "src/middleware/index.ts",
    "src/decisions/index.ts",
    "src/batch/index.ts",
  ]),
);
