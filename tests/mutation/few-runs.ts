import * as fc from "fast-check";

// Each mutant runs every property that reaches it: what differs shows in few runs, or in a plain test.
fc.configureGlobal({ numRuns: 20 });
