import { describe } from "vitest";
import { holdTargets } from "../../../../fuzz/hold-targets.js";
import { LOCAL_TARGETS } from "./targets.js";

describe("fuzzed by few runs", () => {
  holdTargets(LOCAL_TARGETS);
});
