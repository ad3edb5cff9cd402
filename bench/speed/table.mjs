// A result as lines for a terminal or a log.
import { CONTESTANTS } from "./contestants.mjs";

export function linesOf(result) {
  const { title, cells, floor, unit, digits } = result;
  const scale = floor === undefined ? unit : `floor ${amount(floor, 2)} ${unit}`;
  return [
    `\n${title.replaceAll("`", "")}${scale === undefined ? "" : ` [${scale}]`}`,
    ...Object.entries(cells).map(([name, { median, low, high }]) =>
      [
        `  ${CONTESTANTS[name].title.padEnd(28)}`,
        amount(median, digits).padStart(8),
        `  ${`${amount(low, digits)} – ${amount(high, digits)}`.padEnd(20)}`,
        verdict(result, name),
      ]
        .join("")
        .trimEnd(),
    ),
  ];
}

function verdict({ goals, reached }, name) {
  if (reached[name] === undefined) return "";
  return `must be ≤ ${goals[name]}: ${reached[name] ? "reached" : "NOT reached"}`;
}

/** 1,234.5 */
export const amount = (value, digits) =>
  value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
