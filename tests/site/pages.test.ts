import { expect, test } from "vitest";
import { PAGE_GROUPS } from "../../docs/.vitepress/pages.js";
import { readDocuments } from "../snippets/documents.js";

const LANGUAGES = [
  ["English", "docs/"],
  ["Chinese", "docs/zh/"],
] as const;
const isOf = (folder: string) => (file: string) =>
  file.startsWith(folder) &&
  !file.startsWith("docs/api/") &&
  file.startsWith("docs/zh/") === (folder === "docs/zh/");

const files = (await readDocuments()).map(({ file }) => file);
const listed = PAGE_GROUPS.flatMap(({ pages }) => pages.map(({ path }) => path));

test.each(LANGUAGES)("the sidebar in %s has every page below %s, once", (_language, folder) => {
  const pages = files
    .filter(isOf(folder))
    .map((file) => file.slice(folder.length, -".md".length))
    .filter((page) => page !== "index");
  expect(listed.toSorted()).toEqual(pages.toSorted());
});
