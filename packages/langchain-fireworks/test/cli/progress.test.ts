import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { progressOn } from "../../src/cli/progress.js";
import { describeView, dollars, shortTime } from "../../src/cli/progress-view.js";

function recorded(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 120 });
  let time = 0;
  const progress = progressOn(stream, () => time);
  const text = () => stripVTControlCharacters(String(stream.read() ?? ""));
  return { stream, progress, text, pass: (ms: number) => (time += ms) };
}

const view = { state: "running", done: 0, total: 1_000, failed: 0 };

test("a log gets plain lines, one at most every ten seconds, and the last state for sure", () => {
  const { progress, text, pass } = recorded(false);
  progress.say("Submitted.");
  progress.show(view);
  progress.show({ ...view, done: 100 });
  pass(10_000);
  progress.show({ ...view, done: 200 });
  progress.show({ ...view, done: 300, failed: 2 });
  progress.show({ ...view, state: "completed", done: 1_000 });
  progress.end();
  expect(text().split("\n")).toEqual([
    "Submitted.",
    "running 0% 0/1,000 rows",
    "running 20% 200/1,000 rows, 80s left",
    "completed 100% 1,000/1,000 rows",
    "",
  ]);
});

test("what a log was not told yet comes at the end", () => {
  const { progress, text } = recorded(false);
  progress.show(view);
  progress.show({ ...view, done: 10 });
  progress.end();
  expect(text()).toContain("running 1% 10/1,000 rows");
});

test("nothing new, no line", () => {
  const { progress, text, pass } = recorded(false);
  progress.show(view);
  pass(60_000);
  progress.show(view);
  expect(text().trim().split("\n")).toHaveLength(1);
});

test("a terminal gets a bar with counts, tokens and cost", () => {
  const { progress, text } = recorded(true);
  progress.show({ ...view, done: 500, failed: 3, tokens: 12_345, cost: 0.125 });
  progress.end();
  expect(text()).toMatch(/running █+░+ 50% 500\/1,000 rows, 3 failed, 12,345 tokens, \$0\.13/);
});

test("the bar is one line, drawn at most ten times a second, and its last state stands", () => {
  const { progress, text, pass } = recorded(true);
  progress.show(view);
  progress.show({ ...view, done: 100 });
  pass(100);
  progress.show({ ...view, done: 200 });
  progress.show({ ...view, state: "completed", done: 1_000 });
  progress.end();
  progress.end();
  const [first, second, last, ...rest] = text().split("\r").slice(1);
  expect(first).toContain(" 0% 0/1,000 rows");
  expect(second).toContain(" 20% 200/1,000 rows");
  expect(last).toBe(`completed ${"█".repeat(24)} 100% 1,000/1,000 rows\n`);
  expect(rest).toEqual([]);
});

test("the bar is cut where the terminal's line ends", () => {
  const { progress, text, stream } = recorded(true);
  stream.columns = 50;
  progress.show({ ...view, tokens: 12_345, cost: 0.125 });
  expect(text().slice(1)).toHaveLength(49);
});

test.each([
  [{ ...view, cost: null }, undefined, "0/1,000 rows"],
  [{ ...view, done: 5, tokens: 10, cost: 0 }, "3m", "5/1,000 rows, 10 tokens, $0.00, 3m left"],
])("%j is described", (shown, remaining, text) => {
  expect(describeView(shown, remaining)).toBe(text);
});

test.each([
  [0, "$0.00"],
  [0.000_123, "$0.00012"],
  [0.0042, "$0.0042"],
  [12.345, "$12.35"],
])("%d is written %s", (cost, text) => {
  expect(dollars(cost)).toBe(text);
});

test.each([
  [400, "1s"],
  [89_000, "89s"],
  [300_000, "5m"],
  [12_000_000, "3h 20m"],
])("%d ms are %s", (ms, text) => {
  expect(shortTime(ms)).toBe(text);
});
