import { readFile } from "node:fs/promises";
import { posix, relative } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { filesBelow } from "../../scripts/hash-files.mjs";
import { buildSite } from "../../scripts/site.mjs";
import { DIST } from "./built-site.js";

const pages = new Map<string, string>();
const files = new Set<string>();

beforeAll(async () => {
  await buildSite();
  for (const file of await filesBelow(DIST)) {
    const path = `/${relative(DIST, file)}`;
    files.add(path);
    if (path.endsWith(".html")) pages.set(path, await readFile(file, "utf8"));
  }
});

const idsOf = (html: string) => new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));

/** Without what is not the site's: a test of its own says that nothing is loaded from elsewhere. */
function linksOf(path: string, html: string): string[] {
  return [...html.matchAll(/ (?:href|src)="([^"]+)"/g)]
    .map(([, link = ""]) => link.replaceAll("&amp;", "&"))
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => (link.startsWith("#") ? `${path}${link}` : link));
}

/** VitePress looks at no anchors, and not at the links of the home page, the bars and the API's listing. */
test("every link of the built site leads to a page, and to a heading that is there", () => {
  const ids = new Map([...pages].map(([path, html]) => [path, idsOf(html)]));
  const isBroken = (from: string, link: string): boolean => {
    const [path = "", anchor] = posix.resolve(posix.dirname(from), link).split("#");
    const found = [path, posix.join(path, "index.html")].find((file) => files.has(file));
    if (found === undefined) return true;
    return anchor !== undefined && !ids.get(found)?.has(decodeURIComponent(anchor));
  };
  const broken = [...pages].flatMap(([path, html]) =>
    [...new Set(linksOf(path, html))]
      .filter((link) => isBroken(path, link))
      .map((link) => `${path}: ${link}`),
  );
  expect(pages.size).toBeGreaterThan(200);
  expect(broken).toEqual([]);
});
