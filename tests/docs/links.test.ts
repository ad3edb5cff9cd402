import { access, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { headingAnchor } from "../../docs/.vitepress/markdown/heading-anchor.js";
import { ROOT } from "../../scripts/run-command.mjs";
import { readDocuments } from "../snippets/documents.js";

/** The pages of docs/api are written by a program; VitePress checks their links when it builds the site. */
const READ_BY_PEOPLE = (await readDocuments())
  .map(({ file }) => file)
  .filter((file) => !file.startsWith("docs/api/"));
const PAGES = ["CONTRIBUTING.md", "ARCHITECTURE.md", ...READ_BY_PEOPLE];

const withoutCode = (markdown: string): string => markdown.replaceAll(/^```[\s\S]*?^```/gm, "");

function anchorsOf(markdown: string): Set<string> {
  const headings = withoutCode(markdown).matchAll(/^#+ (.+)$/gm);
  return new Set([...headings].map(([, text = ""]) => headingAnchor(text)));
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
