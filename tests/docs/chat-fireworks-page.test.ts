import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/run-command.mjs";
import { extractCodeBlocks, skeletonOf } from "../snippets/extract-snippets.js";

const read = (file: string) => readFile(join(ROOT, "docs", file), "utf8");
const english = await read("classes/chat-fireworks.md");
const chinese = await read("zh/classes/chat-fireworks.md");

const levelsOf = (page: string) => [...page.matchAll(/^(#+) /gm)].map(([, level]) => level);

test("both pages carry the front matter and title of the user's page (S1)", () => {
  for (const page of [english, chinese]) {
    const frontMatter = /^---\n([\s\S]*?)\n---\n/.exec(page)?.[1] ?? "";
    expect(frontMatter).toMatch(/^sidebar_label: Fireworks$/m);
    expect(frontMatter).toMatch(/^custom_edit_url: \S+$/m);
    expect(page).toContain("\n# ChatFireworks\n");
  }
});

test("the Chinese page keeps the sections of the user's page in their order (S51)", () => {
  const headings = [...chinese.matchAll(/^#+ (.+)$/gm)].map(([, text]) => text);
  expect(headings).toEqual([
    "ChatFireworks",
    "概述",
    "集成细节",
    "模型特性",
    "设置",
    "凭证",
    "安装",
    "实例化",
    "调用",
    "链接",
    "API 参考",
    "相关",
  ]);
  expect(levelsOf(english)).toEqual(levelsOf(chinese));
});

test("both pages hold the same code", () => {
  expect(extractCodeBlocks(chinese).map(skeletonOf)).toEqual(
    extractCodeBlocks(english).map(skeletonOf),
  );
});

test("none of the user's page's defects is repeated (S52)", () => {
  for (const page of [english, chinese]) {
    expect(page).not.toMatch(/TODO|IMPORTS:|\(\(https?:/);
    const code = extractCodeBlocks(page).map((block) => block.code);
    expect(code.join("\n")).not.toContain("llama-v3-70b-instruct");
  }
});
