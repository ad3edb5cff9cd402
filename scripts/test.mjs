import { buildPackages } from "./build.mjs";
import { installIfMissing } from "./install-if-missing.mjs";
import { checkTypes, RARE_COLLECTIONS, runBin } from "./run-command.mjs";
import { buildSite } from "./site.mjs";
import { addCounts, describeCounts, printStep } from "./test-report.mjs";
import { vitestStep } from "./vitest-step.mjs";

/** Needs no build, and so goes on beside it. */
const FIRST_CHECK = () => typesStep("types: tests, examples, scripts", "tsconfig.json");

/** The site needs no build either, and its tests look at nothing but what it made. */
const SITE = [
  async () => commandResult("site: pages and their links", await buildSite()),
  () => vitestStep("tests of the site", ["--project", "site", "--maxWorkers=1"]),
];

/** One after the other beside the tests, which often wait for sockets and for programs that start. */
const CHECKS = [
  () => commandStep("lint", "oxlint/bin/oxlint", ["--type-aware", "--deny-warnings"]),
  () => packageTypes("fireworks-client"),
  () => packageTypes("langchain-fireworks"),
  () => packageTypes("fireworks-local"),
  () => typesStep("types: playground", "packages/fireworks-local/playground/tsconfig.json"),
  () => commandStep("format", "oxfmt/bin/oxfmt", ["--check"]),
];

/**
 * All at once. Few workers, since every worker loads core and LangChain for itself; two for the sources,
 * which take longer than both others together.
 */
const TESTS = [
  () => vitestStep("tests of the sources", ["--project", "sources", "--maxWorkers=2"]),
  () =>
    vitestStep(
      "tests of ChatFireworks on the oldest @langchain/core",
      ["--project", "sources", "--maxWorkers=1", "packages/langchain-fireworks/"],
      { CORE: "floor" },
    ),
  () =>
    vitestStep("tests of the built and packed packages", ["--project", "built", "--maxWorkers=1"]),
];

const packageTypes = (name) => typesStep(`types: ${name}`, `packages/${name}/tsconfig.json`);

async function typesStep(name, project) {
  return commandResult(name, await checkTypes(project));
}

async function commandStep(name, script, args) {
  return commandResult(name, await runBin(script, args, { env: RARE_COLLECTIONS }));
}

const commandResult = (name, { code, output, ms }) => checked(name, ms, code === 0, output);

async function buildStep() {
  const startedAt = performance.now();
  const lines = [];
  const { ok, output } = await buildPackages({ print: (line) => lines.push(line) });
  return checked("build", performance.now() - startedAt, ok, `${lines.join("\n")}\n${output}`);
}

function checked(name, ms, ok, output) {
  const counts = { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  return { name, ms, counts, output, skips: [] };
}

/** Runs the steps one after the other, and reports each as it ends. A failed step stops none. */
async function runInOrder(steps) {
  const results = [];
  for (const step of steps) {
    const result = await step();
    printStep(result);
    results.push(result);
  }
  return results;
}

const startedAt = performance.now();
await installIfMissing();
const building = runInOrder([buildStep]);
const firstCheck = runInOrder([FIRST_CHECK]);
const site = runInOrder(SITE);
await building;
const lanes = [
  building,
  firstCheck,
  firstCheck.then(() => runInOrder(CHECKS)),
  site,
  ...TESTS.map((step) => runInOrder([step])),
];
const results = (await Promise.all(lanes)).flat();
const total = addCounts(results.map(({ counts }) => counts));
const failed = results.filter(({ counts }) => counts.failed > 0).map(({ name }) => name);
console.log(`\nAll steps took ${((performance.now() - startedAt) / 1000).toFixed(0)} s.`);
if (failed.length > 0) console.log(`Failed: ${failed.join("; ")}.`);
console.log(describeCounts(total));
process.exitCode = total.failed === 0 ? 0 : 1;
