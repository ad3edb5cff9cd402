import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { ROOT, runCommand } from "../../scripts/run-command.mjs";

interface CommittedFile {
  file: string;
  text: string;
}

let files: CommittedFile[] = [];

/** What is committed, or would be with the next `git add`. */
beforeAll(async () => {
  const { code, output } = await runCommand("git", [
    "ls-files",
    "-z",
    "--cached",
    "--others",
    "--exclude-standard",
  ]);
  expect(code).toBe(0);
  const names = [...new Set(output.split("\0").filter(Boolean))];
  const texts = await Promise.all(
    names.map((file) => readFile(join(ROOT, file), "utf8").catch(() => "")),
  );
  files = names.map((file, index) => ({ file, text: texts[index] ?? "" }));
  expect(files.length).toBeGreaterThan(10);
});

function placesOf(pattern: RegExp, among = files): string[] {
  return among.flatMap(({ file, text }) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
      ),
  );
}

test("no lock file names a download address", () => {
  const lock = files.filter(({ file }) => file.endsWith("package-lock.json"));
  expect(lock.length).toBeGreaterThan(0);
  expect(placesOf(/"resolved": *"[a-z+]+:/, lock)).toEqual([]);
});

test("no file names a package registry's host", () => {
  // Written so that this file does not match itself.
  expect(placesOf(/\bregistry[.-](?:[\w-]+\.)+[a-z]{2,}/)).toEqual([]);
  expect(placesOf(/^\s*(?:@[\w-]+:)?registry\s*=/)).toEqual([]);
});

test("no file holds an absolute path of somebody's machine", () => {
  const starts = [
    "work/main",
    "work/shared",
    "tmp/bash_",
    "root",
    "home/[a-z]+",
    "Users/[A-Za-z]+",
  ];
  expect(placesOf(new RegExp(`(?<![\\w.@~:/-])/(?:${starts.join("|")})(?:/|\\b)`))).toEqual([]);
});

test("no file holds a key that looks real", () => {
  expect(placesOf(/\b(?:fw|fpk|sk|lsv2_pt)_[A-Za-z0-9]{22,}\b/)).toEqual([]);
});

test("each package carries the licence of the workspace", () => {
  const licences = files.filter(({ file }) => file.endsWith("LICENSE"));
  expect(licences).toHaveLength(4);
  expect(new Set(licences.map(({ text }) => text)).size).toBe(1);
});
