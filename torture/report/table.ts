/** A table as Markdown has it, with columns as wide as their widest cell; numbers stand to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const [heads = [], ...body] = rows;
  const widths = heads.map((_, column) =>
    Math.max(3, ...rows.map((row) => widthOf(row[column] ?? ""))),
  );
  const isNumeric = heads.map((_, column) =>
    body.every((row) => /^[\d,.]*$/.test(row[column] ?? "")),
  );
  const line = (row: readonly string[]): string => {
    const cells = widths.map((width, column) => {
      const text = row[column] ?? "";
      const space = " ".repeat(width - widthOf(text));
      return isNumeric[column] ? space + text : text + space;
    });
    return `| ${cells.join(" | ")} |`;
  };
  const rule = widths.map((width, column) =>
    isNumeric[column] ? `${"-".repeat(width - 1)}:` : "-".repeat(width),
  );
  return [line(heads), `| ${rule.join(" | ")} |`, ...body.map(line)].join("\n");
}

/** Chinese characters take two places in a terminal, and so the formatter counts them. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (width, sign) => width + (/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/.test(sign) ? 2 : 1),
    0,
  );
