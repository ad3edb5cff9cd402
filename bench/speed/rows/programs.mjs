// What is not work but weight: measured by other programs, not by workers.
import { LANGCHAIN_PEERS, PEERS } from "../contestants.mjs";
import { beyond, plain } from "../figures.mjs";
import { measureBundles } from "../programs/bundles.mjs";
import { measureColdStarts } from "../programs/cold-starts.mjs";
import { measureInstalls } from "../programs/installs.mjs";
import { measureTypeChecks } from "../programs/type-checks.mjs";

export const PROGRAMS = [
  {
    name: "cold-start",
    measure: measureColdStarts,
    sizes: [1],
    rounds: 15,
    contestants: ["smallest", ...LANGCHAIN_PEERS, "ours"],
    figures: [
      beyond("smallest", {
        title: "cold start beyond the smallest subclass: import and construct",
        measure: "ms",
        goals: { ours: 15 },
        unit: "ms",
      }),
    ],
  },
  {
    name: "installed",
    measure: measureInstalls,
    sizes: [1],
    rounds: 1,
    contestants: ["core", ...LANGCHAIN_PEERS, "ours"],
    figures: [
      beyond("core", {
        title: "installed packages beyond core",
        measure: "packages",
        goals: { ours: 3 },
        unit: "packages",
        digits: 0,
      }),
      beyond("core", {
        title: "installed size beyond core",
        measure: "megabytes",
        goals: { ours: 1 },
        unit: "MB",
        digits: 2,
      }),
    ],
  },
  {
    name: "bundle",
    measure: measureBundles,
    sizes: [1],
    rounds: 1,
    contestants: ["smallest", ...PEERS, "client", "ours"],
    figures: [
      plain({
        title: "browser bundle in one file, minified, gzip",
        measure: "kilobytes",
        unit: "kB",
      }),
      beyond("smallest", {
        title: "browser bundle in one file beyond the smallest subclass of core",
        measure: "kilobytes",
        of: [...LANGCHAIN_PEERS, "ours"],
        goals: { ours: 15 },
        unit: "kB",
      }),
      beyond("smallest", {
        title: "what a page loads first of a split bundle beyond the smallest subclass of core",
        measure: "first",
        of: [...LANGCHAIN_PEERS, "ours"],
        goals: { ours: 15 },
        unit: "kB",
      }),
    ],
  },
  {
    name: "types",
    measure: measureTypeChecks,
    sizes: [1],
    rounds: 5,
    contestants: ["langchain-openai", "ours"],
    figures: [
      plain({
        title: "TypeScript: an agent with ten tools and a nested zod schema, whole run",
        measure: "seconds",
        unit: "s",
        digits: 2,
      }),
      plain({
        title: "… of it the check",
        measure: "check",
        unit: "s",
        digits: 2,
      }),
    ],
  },
];
