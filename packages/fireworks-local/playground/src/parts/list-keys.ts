interface ListState {
  /** The chosen row, -1 if none is. */
  at: number;
  count: number;
  /** How many rows a page key moves. */
  page: number;
}

type Step = (list: ListState) => number;

const STEPS: ReadonlyMap<string, Step> = new Map<string, Step>([
  ["ArrowUp", ({ at }) => at - 1],
  ["ArrowDown", ({ at }) => at + 1],
  ["PageUp", ({ at, page }) => at - page],
  ["PageDown", ({ at, page }) => Math.max(0, at) + page],
  ["Home", () => 0],
  ["End", ({ count }) => count - 1],
]);

/** Which row a key chooses in a list; undefined if it is no key of lists. */
export function nextRow(key: string, list: ListState): number | undefined {
  const step = STEPS.get(key);
  if (step === undefined || list.count === 0) return undefined;
  return Math.max(0, Math.min(list.count - 1, step(list)));
}
