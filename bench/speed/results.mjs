import { ROWS } from "./rows.mjs";

/** One result for each figure of a row: plain data, as `--json` writes it and the tables read it. */
export function resultsOf(row, samples) {
  return row.figures.map(({ title, goals = {}, unit, digits, cellsOf, floorOf }) => {
    const cells = cellsOf(samples, row);
    const reached = Object.fromEntries(
      Object.entries(goals)
        .filter(([name]) => cells[name] !== undefined)
        .map(([name, goal]) => [name, cells[name].median <= goal]),
    );
    return {
      row: row.name,
      title,
      unit,
      digits,
      cells,
      floor: floorOf?.(samples, row),
      goals,
      reached,
    };
  });
}

/** The rows somebody named, or all. */
export function rowsNamed(names) {
  const known = ROWS.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`There is no row ${unknown.join(", ")}. Rows: ${known.join(", ")}`);
  }
  return names.length === 0 ? ROWS : ROWS.filter(({ name }) => names.includes(name));
}
