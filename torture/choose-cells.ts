import type { Cell } from "./cell.js";

/** The cells whose id holds the text, or fits it if it is written as a `/pattern/`. */
export function chooseCells(cells: readonly Cell[], only: string | undefined): readonly Cell[] {
  if (only === undefined) return cells;
  const pattern = /^\/(.+)\/$/.exec(only)?.[1];
  const fits =
    pattern === undefined
      ? (id: string) => id.includes(only)
      : (id: string) => new RegExp(pattern).test(id);
  return cells.filter(({ id }) => fits(id));
}
