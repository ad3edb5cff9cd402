import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Cell } from "../cell.js";
import { groupTable } from "./summary.js";

const PAGES = { en: "docs/torture.md", zh: "docs/torture.zh-CN.md" } as const;

const START = "<!-- written by `npm run torture -- --write` -->";
const END = "<!-- end -->";

/** Writes the table of all groups between the marks of both pages. Says what it wrote. */
export async function writeTables(cells: readonly Cell[]): Promise<string> {
  const written: string[] = [];
  for (const language of ["en", "zh"] as const) {
    const path = fileURLToPath(new URL(`../../${PAGES[language]}`, import.meta.url));
    const page = await readFile(path, "utf8");
    const [before, rest = ""] = page.split(START);
    const after = rest.split(END)[1];
    if (before === undefined || after === undefined) throw new Error(`${path} lost its marks`);
    const table = groupTable(cells, language);
    await writeFile(path, `${before}${START}\n\n${table}\n\n${END}${after}`);
    written.push(`${PAGES[language]}: ${cells.length} cells\n`);
  }
  return written.join("");
}
