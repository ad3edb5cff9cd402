/**
 * Runs a step for each item, several at a time, and gives what they gave in the order of the items. The
 * step must not reject: what fails is part of what it gives.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  step: (item: Item, index: number) => Promise<Result>,
  atOnce: number,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  let index = 0;
  for await (const item of items) {
    running.push(step(item, index));
    index += 1;
    const first = running.length >= atOnce ? running.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const result of running) yield await result;
}
