/** Rows with as many cells each, as lines that stand below each other. The first row is the head. */
export function tableOf(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: string[]) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ");
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line)].map((text) => text.trimEnd()).join("\n");
}
