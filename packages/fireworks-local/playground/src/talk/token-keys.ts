/** Where a key goes from a token; undefined: nowhere. */
export function nextToken(
  key: string,
  { at, count }: { at: number; count: number },
): number | undefined {
  const last = count - 1;
  switch (key) {
    case "ArrowRight":
      return Math.min(last, at + 1);
    case "ArrowLeft":
      return Math.max(0, at - 1);
    case "ArrowDown":
      return Math.min(last, at + 10);
    case "ArrowUp":
      return Math.max(0, at - 10);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}
