import type { Cell, CellResult, Group, Told } from "../cell.js";
import { table } from "./table.js";

type Language = keyof Told;

/** A group as `npm run torture -- --write` writes it for the site's chart. */
export interface CountedGroup extends Group {
  readonly cells: number;
}

const HEADS = {
  en: ["what goes wrong", "cells", "what is promised"],
  zh: ["出了什么错", "格数", "承诺"],
} as const satisfies Record<Language, readonly string[]>;

export const countGroups = (cells: readonly Cell[]): CountedGroup[] =>
  byGroup(cells, ({ group }) => group).map(([{ id, title, promise }, members]) => ({
    id,
    title,
    promise,
    cells: members.length,
  }));

/** One row for each group: what goes wrong, in how many cells, and what they promise. */
export function groupTable(groups: readonly CountedGroup[], language: Language): string {
  const rows = groups.map(({ title, cells, promise }) => [
    title[language],
    cells.toLocaleString("en"),
    promise[language],
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
