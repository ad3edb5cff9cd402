import { mkdir, readFile, rm } from "node:fs/promises";
import { ROOT, runBin } from "./run-command.mjs";

const REPORTS = `${ROOT}/node_modules/.cache/vitest-reports`;

/**
 * One vitest run, counted from its JSON report.
 *
 * @returns {Promise<import("./test-report.mjs").StepResult>}
 */
export async function vitestStep(name, args, env = {}) {
  const report = `${REPORTS}/${name.replaceAll(/\W+/g, "-")}.json`;
  await mkdir(REPORTS, { recursive: true });
  await rm(report, { force: true });
  const { code, output, ms } = await runBin(
    "vitest/vitest.mjs",
    ["run", ...args, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    { env },
  );
  const results = await readFile(report, "utf8").then(JSON.parse, () => null);
  const { counts, skips } = countTests(results);
  // A crash, an unhandled rejection or a file that does not load fails the run without failing a test.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return { name, ms, counts, output, skips };
}

function countTests(results) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const skips = [];
  for (const file of results?.testResults ?? []) {
    const tests = file.assertionResults;
    const fellOver = file.status === "failed" && !tests.some(({ status }) => status === "failed");
    // A file that does not load, or whose beforeAll throws, reports its tests as skipped.
    if (fellOver) counts.failed += 1;
    for (const test of fellOver ? [] : tests) {
      if (test.status === "passed") counts.passed += 1;
      else if (test.status === "failed") counts.failed += 1;
      else {
        counts.skipped += 1;
        skips.push(test.fullName);
      }
    }
  }
  return { counts, skips };
}
