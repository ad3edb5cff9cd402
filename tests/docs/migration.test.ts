import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../scripts/run-command.mjs";
import { extractCodeBlocks } from "../snippets/extract-snippets.js";

const PACKAGES = [
  "@langchain/community",
  "@langchain/fireworks",
  "@langchain/openai",
  "@ai-sdk/fireworks",
  "`openai`",
  "`langchain-fireworks` for Python",
];

const sectionsOf = async (file: string): Promise<string[]> =>
  (await readFile(join(ROOT, file), "utf8")).split(/^## /m);

describe.each([
  ["docs/guides/migrating.md", /^From /, "What differed without a word"],
  ["docs/zh/guides/migrating.md", /^从 .* 迁移|^从 .*包迁移/, "悄悄不同之处"],
])("A156, D33: %s", (file, title, silently) => {
  test("names each other package", async () => {
    const page = (await sectionsOf(file)).join("");
    const names = file.includes("/zh/") ? PACKAGES.slice(0, -1) : PACKAGES;
    expect(names.filter((name) => !page.includes(name))).toEqual([]);
  });

  test("shows each before and after, in a table, and says what differed silently", async () => {
    const moves = (await sectionsOf(file)).filter((section) => title.test(section));
    expect(moves).toHaveLength(5);
    for (const move of moves) {
      expect(extractCodeBlocks(move).length).toBeGreaterThanOrEqual(2);
      expect(move).toMatch(/^\| -/m);
      expect(move).toContain(silently);
    }
  });
});

test.each(["docs/tasks/python-page.md", "docs/zh/tasks/python-page.md"])(
  "A156: %s says what differs from the Python page",
  async (file) => {
    const page = await readFile(join(ROOT, file), "utf8");
    expect(page).toContain("`timeout`");
    expect(page.match(/^- /gm)?.length).toBeGreaterThanOrEqual(10);
  },
);
