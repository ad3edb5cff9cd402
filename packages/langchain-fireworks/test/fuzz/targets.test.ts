import { describe } from "vitest";
import { holdTargets } from "../../../../fuzz/hold-targets.js";
import { MODEL_TARGETS } from "./targets.js";

describe("fuzzed by few runs", () => {
  holdTargets(MODEL_TARGETS);
});
