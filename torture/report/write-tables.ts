import { writeFile } from "node:fs/promises";
import { writeMarkedSection } from "../../scripts/marked-section.mjs";
import { ROOT } from "../../scripts/run-command.mjs";
import type { Cell } from "../cell.js";
import { countGroups, groupTable } from "./summary.js";

const PAGES = { en: "docs/numbers/torture.md", zh: "docs/zh/numbers/torture.md" } as const;
/** The same as data, from which the site draws its chart. */
const DATA = "docs/numbers/torture.json";

const MARKS = { start: "<!-- written by `npm run torture -- --write` -->", end: "<!-- end -->" };

/** Writes the table of all groups between the marks of both pages, and its data. Says what it wrote. */
export async function writeTables(cells: readonly Cell[]): Promise<string> {
  const groups = countGroups(cells);
  await writeFile(`${ROOT}/${DATA}`, `${JSON.stringify(groups, undefined, 2)}\n`);
  const written = [`${DATA}: ${groups.length} groups\n`];
  for (const language of ["en", "zh"] as const) {
    const page = PAGES[language];
    await writeMarkedSection(`${ROOT}/${page}`, MARKS, groupTable(groups, language));
    written.push(`${page}: ${cells.length} cells\n`);
  }
  return written.join("");
}
