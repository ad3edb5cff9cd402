import { CLIENT_TARGETS } from "../packages/fireworks-client/test/fuzz/targets.js";
import { LOCAL_TARGETS } from "../packages/fireworks-local/test/fuzz/targets.js";
import { MODEL_TARGETS } from "../packages/langchain-fireworks/test/fuzz/targets.js";
import type { FuzzTarget } from "./target.js";

/** The properties stand beside the tests of their package, which hold them too. */
export const FUZZ_TARGETS: readonly FuzzTarget[] = [
  ...CLIENT_TARGETS,
  ...MODEL_TARGETS,
  ...LOCAL_TARGETS,
];
