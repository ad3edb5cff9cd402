import type { Cell, CellResult, Group } from "../cell.js";
import { table } from "./table.js";

type Language = "en" | "zh";

const HEADS = {
  en: ["what goes wrong", "cells", "what is promised"],
  zh: ["出了什么错", "格数", "承诺"],
} as const satisfies Record<Language, readonly string[]>;

/** One row for each group: what goes wrong, in how many cells, and what they promise. */
export function groupTable(cells: readonly Cell[], language: Language = "en"): string {
  const rows = byGroup(cells, ({ group }) => group).map(([group, members]) => [
    group.title[language],
    members.length.toLocaleString("en"),
    group.promise[language],
  ]);
  return table([HEADS[language], ...rows]);
}

/** The same with what came of it, for a terminal. */
export function resultTable(results: readonly CellResult[]): string {
  const rows = byGroup(results, ({ cell }) => cell.group).map(([group, members]) => [
    group.id,
    members.length.toLocaleString("en"),
    members.filter(({ broken }) => broken.length > 0).length.toLocaleString("en"),
    `${Math.round(Math.max(...members.map(({ ms }) => ms)))}`,
  ]);
  return table([["group", "cells", "broken", "longest, ms"], ...rows]);
}

function byGroup<Item>(
  items: readonly Item[],
  groupOf: (item: Item) => Group,
): [Group, readonly Item[]][] {
  const groups = new Map<Group, Item[]>();
  for (const item of items) {
    const members = groups.get(groupOf(item));
    if (members === undefined) groups.set(groupOf(item), [item]);
    else members.push(item);
  }
  return [...groups].toSorted(([a], [b]) => a.id.localeCompare(b.id));
}
