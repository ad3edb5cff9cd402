import { access, readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../scripts/run-command.mjs";

const GUIDES = (await readdir(join(ROOT, "docs/guides"))).map((file) => `docs/guides/${file}`);
const OVERVIEWS = [
  "README.md",
  "README.zh-CN.md",
  "docs/chat-fireworks.md",
  "docs/chat-fireworks.zh-CN.md",
];
const CLASS_PAGES = (await readdir(join(ROOT, "docs")))
  .filter((file) => file.endsWith(".md"))
  .map((file) => `docs/${file}`);
const PAGES = [
  ...new Set(["CONTRIBUTING.md", "ARCHITECTURE.md", ...OVERVIEWS, ...CLASS_PAGES, ...GUIDES]),
];

const withoutCode = (markdown: string): string => markdown.replaceAll(/^```[\s\S]*?^```/gm, "");

/** As GitHub makes them: lower case, no punctuation, hyphens for spaces. */
function anchorsOf(markdown: string): Set<string> {
  const headings = [...withoutCode(markdown).matchAll(/^#+ (.+)$/gm)].map(([, text = ""]) => text);
  return new Set(
    headings.map((text) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

async function isBroken(page: string, link: string): Promise<boolean> {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : join(dirname(page), decodeURI(path));
  const exists = await access(join(ROOT, target)).then(
    () => true,
    () => false,
  );
  if (!exists || anchor === undefined) return !exists;
  return !anchorsOf(await readFile(join(ROOT, target), "utf8")).has(decodeURI(anchor));
}

describe.each(PAGES)("%s", (page) => {
  test("links only to files and headings that are there", async () => {
    const markdown = await readFile(join(ROOT, page), "utf8");
    const links = [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = ""]) => link)
      .filter((link) => !/^[a-z]+:/.test(link));
    const broken = await Promise.all(links.map((link) => isBroken(page, link)));
    expect(links.filter((_, index) => broken[index])).toEqual([]);
  });
});

test.each(["README.md", "README.zh-CN.md"])(
  "%s leads to every page of its language",
  async (page) => {
    const markdown = await readFile(join(ROOT, page), "utf8");
    const own = CLASS_PAGES.filter(
      (file) => file.endsWith(".zh-CN.md") === page.endsWith(".zh-CN.md"),
    );
    expect(own.filter((file) => !markdown.includes(`](${file})`))).toEqual([]);
  },
);

test.each(OVERVIEWS)("%s leads to every guide of its language", async (page) => {
  const markdown = await readFile(join(ROOT, page), "utf8");
  const own = GUIDES.filter((guide) => guide.endsWith(".zh-CN.md") === page.endsWith(".zh-CN.md"));
  const missing = own.filter((guide) => !markdown.includes(`](${relative(dirname(page), guide)})`));
  expect(own).not.toEqual([]);
  expect(missing).toEqual([]);
});
