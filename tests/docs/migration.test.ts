import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/run-command.mjs";

const PACKAGES = ["@langchain/community", "@langchain/fireworks", "@ai-sdk/fireworks", "`openai`"];

test.each([
  ["README.md", "Moving from other packages", "Differences from the Python page"],
  ["README.zh-CN.md", "从其他包迁移", "与 Python 页面的不同"],
])("A156, D33: %s says how to move from each other package", async (file, moving, differences) => {
  const sections = (await readFile(join(ROOT, file), "utf8")).split(/^## /m);
  const section = (title: string) => sections.find((text) => text.startsWith(title)) ?? "";
  expect(PACKAGES.filter((name) => !section(moving).includes(name))).toEqual([]);
  expect(section(differences)).toContain("`timeout`");
});
