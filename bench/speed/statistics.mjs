/** A share of the sorted values, with what lies between two of them. */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at - Math.floor(at));
}

/** The middle and the two quartiles. */
export function spread(values) {
  return {
    median: quantile(values, 0.5),
    low: quantile(values, 0.25),
    high: quantile(values, 0.75),
  };
}

/** The slope of the straight line through the logarithms of points: the `p` of `y = c · x ^ p`. */
export function powerOf(points) {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)]);
  const [meanX, meanY] = [0, 1].map((at) => logs.reduce((sum, p) => sum + p[at], 0) / logs.length);
  const product = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return product / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
