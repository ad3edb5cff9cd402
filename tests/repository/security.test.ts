import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT, runCommand } from "../../scripts/run-command.mjs";

const { output } = await runCommand("git", ["ls-files", "--cached", "--others"]);
const FILES = output.split("\n");

/** Whether a path, or the end of one, is a file or a folder here. */
const isHere = (path: string): boolean =>
  FILES.some((file) => `/${file}`.endsWith(`/${path}`) || `/${file}`.includes(`/${path}/`));

test.each(["SECURITY.md", "SECURITY.zh-CN.md"])("%s names files that there are", async (name) => {
  const rows = (await readFile(join(ROOT, name), "utf8"))
    .split("\n")
    .filter((line) => line.startsWith("|"));
  const code = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text));
  const paths = code
    .filter((text) => /\/|\.(?:ts|json|yml)$/.test(text) && !text.startsWith("/"))
    .map((path) => path.replace(/\/$/, "").replace(/^([\w-]+)\/src/, "packages/$1/src"));
  expect(paths.length).toBeGreaterThan(25);
  expect(paths.filter((path) => !isHere(path))).toEqual([]);
});
