import { defineConfig } from "tsdown";
import { library } from "../../tsdown.base.js";

export default defineConfig(
  library({
    entry: ["src/index.ts", "src/wire/index.ts", "src/undici/index.ts"],
    isSmall: true,
    types: "once",
  }),
);
