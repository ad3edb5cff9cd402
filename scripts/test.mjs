import { buildPackages } from "./build.mjs";
import { installIfMissing } from "./install-if-missing.mjs";
import { checkTypes, runBin } from "./run-command.mjs";
import { addCounts, describeCounts, printStep } from "./test-report.mjs";
import { vitestStep } from "./vitest-step.mjs";

/** What the rest needs: the build, and beside it a check that needs no build. */
const FIRST = [buildStep, () => typesStep("types: tests, examples, scripts", "tsconfig.json")];

/**
 * The rest at once, the longest first: much of a test run is waiting for sockets and for programs that
 * start, and the checks go on beside it, one after the other. Few workers, since every worker loads core
 * and LangChain for itself; two for the sources, which alone take longer than all the rest together.
 */
const REST = [
  () => vitestStep("tests of the sources", ["--project", "sources", "--maxWorkers=2"]),
  () =>
    vitestStep("tests of the built and packed packages", ["--project", "built", "--maxWorkers=1"]),
  () =>
    vitestStep(
      "tests of ChatFireworks on the oldest @langchain/core",
      ["--project", "sources", "--maxWorkers=1", "packages/langchain-fireworks/"],
      { CORE: "floor" },
    ),
  () => commandStep("lint", "oxlint/bin/oxlint", ["--type-aware", "--deny-warnings"]),
  () => packageTypes("fireworks-client"),
  () => packageTypes("langchain-fireworks"),
  () => packageTypes("fireworks-local"),
  () => commandStep("format", "oxfmt/bin/oxfmt", ["--check"]),
];

/** Three test runs and one check. */
const WIDTH = 4;

const packageTypes = (name) => typesStep(`types: ${name}`, `packages/${name}/tsconfig.json`);

async function typesStep(name, project) {
  return commandResult(name, await checkTypes(project));
}

async function commandStep(name, script, args) {
  return commandResult(name, await runBin(script, args));
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

/** Runs the steps, `width` at a time, and reports each as it ends. A failed step stops none. */
async function runSteps(steps, width) {
  const waiting = [...steps];
  const results = [];
  const worker = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const result = await step();
      printStep(result);
      results.push(result);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

const startedAt = performance.now();
await installIfMissing();
const results = [...(await runSteps(FIRST, FIRST.length)), ...(await runSteps(REST, WIDTH))];
const total = addCounts(results.map(({ counts }) => counts));
const failed = results.filter(({ counts }) => counts.failed > 0).map(({ name }) => name);
console.log(`\nAll steps took ${((performance.now() - startedAt) / 1000).toFixed(0)} s.`);
if (failed.length > 0) console.log(`Failed: ${failed.join("; ")}.`);
console.log(describeCounts(total));
process.exitCode = total.failed === 0 ? 0 : 1;
