import { describe } from "vitest";
import { holdTargets } from "../../../../fuzz/hold-targets.js";
import { CLIENT_TARGETS } from "./targets.js";

describe("fuzzed by few runs", () => {
  holdTargets(CLIENT_TARGETS);
});
