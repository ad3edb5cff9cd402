import { FACT_NAMES } from "./facts.mjs";

/**
 * What differs between two states of the table, as rows for people.
 *
 * @returns {{ change: string, name: string, fact: string, before: string, after: string }[]}
 */
export function changesBetween(before, after) {
  const old = new Map(before.models.map((model) => [model.name, model]));
  const models = after.models.flatMap((model) => {
    const earlier = old.get(model.name);
    return earlier === undefined ? [addedRow(model)] : changedRows(earlier, model);
  });
  const routers = Object.keys(after.routers)
    .filter((name) => !Object.hasOwn(before.routers, name))
    .map((name) => row("added", `routers/${name}`, "target", "", "unknown: state it by hand"));
  return [...models, ...routers];
}

const row = (change, name, fact, before, after) => ({ change, name, fact, before, after });

function addedRow(model) {
  const facts = FACT_NAMES.filter((name) => model[name] !== undefined);
  const told = facts.map((name) => `${name} ${model[name]}`).join(", ");
  return row("added", model.name, "", "", told);
}

function changedRows(before, after) {
  return FACT_NAMES.filter((fact) => before[fact] !== after[fact]).map((fact) => {
    const isGone = fact === "status" && after.status === "retired";
    const change = isGone ? "gone" : "changed";
    return row(change, after.name, fact, textOf(before[fact]), textOf(after[fact]));
  });
}

const textOf = (value) => (value === undefined ? "unknown" : String(value));

/** The rows in columns, or that there are none. */
export function changeTable(rows) {
  if (rows.length === 0) return "No model changed.";
  const lines = [
    ["change", "model", "fact", "before", "after"],
    ...rows.map(({ change, name, fact, before, after }) => [change, name, fact, before, after]),
  ];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const padded = lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column])));
  return padded.map((cells) => cells.join("  ").trimEnd()).join("\n");
}
