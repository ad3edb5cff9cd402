import { type Expression, type Grammar, GrammarError } from "./grammar.js";

/** A grammar whose rules wait for each other in ever larger bodies is refused. */
const MOST_WORK = 1_000_000;

/**
 * How deep the smallest text of each rule nests; rules without an end are not listed. Found from the
 * leaves up, so that each rule is known at once by the smallest number.
 */
export function ruleHeights(grammar: Grammar): ReadonlyMap<string, number> {
  const heights = new Map<string, number>();
  const users = usersOf(grammar);
  let work = 0;
  let open = new Set(grammar.keys());
  for (let height = 1; open.size > 0; height += 1) {
    const found = [...open].filter((name) => {
      const body = grammar.get(name);
      if (body === undefined || heights.has(name)) return false;
      work += sizeOf(body);
      if (work > MOST_WORK) throw new GrammarError("Grammar is too complex");
      return heightOf(body, heights) < height;
    });
    for (const name of found) heights.set(name, height);
    open = new Set(found.flatMap((name) => users.get(name) ?? []));
  }
  return heights;
}

/** 0 without rules in it; infinite when every way through it needs a rule that never ends. */
export function heightOf(expression: Expression, heights: ReadonlyMap<string, number>): number {
  switch (expression.kind) {
    case "literal":
    case "characters":
      return 0;
    case "rule":
      return heights.get(expression.name) ?? Infinity;
    case "sequence":
      return expression.items.reduce((most, item) => Math.max(most, heightOf(item, heights)), 0);
    case "choice":
      return expression.options.reduce(
        (least, option) => Math.min(least, heightOf(option, heights)),
        Infinity,
      );
    case "repeat":
      return expression.min === 0 ? 0 : heightOf(expression.item, heights);
  }
}

/** The rules that refer to each rule. */
function usersOf(grammar: Grammar): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const [name, body] of grammar)
    for (const used of new Set(namesIn(body))) {
      const known = users.get(used);
      if (known === undefined) users.set(used, [name]);
      else known.push(name);
    }
  return users;
}

function namesIn(expression: Expression): string[] {
  return expression.kind === "rule" ? [expression.name] : partsOf(expression).flatMap(namesIn);
}

function sizeOf(expression: Expression): number {
  return partsOf(expression).reduce((size, part) => size + sizeOf(part), 1);
}

function partsOf(expression: Expression): Expression[] {
  switch (expression.kind) {
    case "sequence":
      return expression.items;
    case "choice":
      return expression.options;
    case "repeat":
      return [expression.item];
    case "literal":
    case "characters":
    case "rule":
      return [];
  }
}
