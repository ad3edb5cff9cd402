import { defineConfig } from "tsdown";
import { library } from "../../tsdown.base.js";

export default defineConfig(library(["src/index.ts", "src/cli/main.ts"], "node"));
