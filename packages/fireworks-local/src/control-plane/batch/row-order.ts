import type { SeededRandom } from "../../random/seeded-random.js";

/**
 * The order in which `count` rows are run: never that of the input when there are more than two, for
 * a client that counts on the order has to notice.
 */
export function shuffledOrder(count: number, random: SeededRandom): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = random.integer(0, last);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return leaveInputOrder(order, (index) => index);
}

/** The same items; when more than two stand in the order of the input, the first goes to the end. */
export function leaveInputOrder<Item>(
  items: readonly Item[],
  positionOf: (item: Item) => number,
): Item[] {
  const isSorted = items.every((item, at) => {
    const before = items[at - 1];
    return before === undefined || positionOf(before) < positionOf(item);
  });
  const [first, ...others] = items;
  return isSorted && first !== undefined && items.length > 2 ? [...others, first] : [...items];
}
