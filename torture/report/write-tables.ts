import { writeMarkedSection } from "../../scripts/marked-section.mjs";
import { ROOT } from "../../scripts/run-command.mjs";
import type { Cell } from "../cell.js";
import { groupTable } from "./summary.js";

const PAGES = { en: "docs/numbers/torture.md", zh: "docs/zh/numbers/torture.md" } as const;

const MARKS = { start: "<!-- written by `npm run torture -- --write` -->", end: "<!-- end -->" };

/** Writes the table of all groups between the marks of both pages. Says what it wrote. */
export async function writeTables(cells: readonly Cell[]): Promise<string> {
  const written: string[] = [];
  for (const language of ["en", "zh"] as const) {
    const page = PAGES[language];
    await writeMarkedSection(`${ROOT}/${page}`, MARKS, groupTable(cells, language));
    written.push(`${page}: ${cells.length} cells\n`);
  }
  return written.join("");
}
