const COLOURED = process.stdout.isTTY && process.env.NO_COLOR === undefined;
const colour = (code, text) => (COLOURED ? `\u001b[${code}m${text}\u001b[0m` : text);

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ name: string, ms: number, counts: Counts, output: string, skips: string[] }} StepResult
 */

/** One short line for a finished step, then everything it said if it failed. */
export function printStep({ name, ms, counts, output, skips }) {
  const mark = counts.failed === 0 ? colour(32, "✓") : colour(31, "✗");
  const tests = counts.passed + counts.failed + counts.skipped;
  const detail = tests > 1 ? ` (${describeCounts(counts)})` : "";
  console.log(`${mark} ${name}${detail} ${colour(2, `${(ms / 1000).toFixed(1)} s`)}`);
  for (const title of skips) console.log(`  ${colour(33, "skipped")}: ${title}`);
  if (counts.failed > 0) console.log(`${output.trimEnd()}\n`);
}

/** The closing line, in the words that tools read: `N passed, N failed, N skipped`. */
export function describeCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** @param {Counts[]} all */
export function addCounts(all) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of all) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}
