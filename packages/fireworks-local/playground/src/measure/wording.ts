/** How figures are said: short, with their unit, and a dash for what is not known. */
export const UNKNOWN = "–";

export function sayMs(ms: number | undefined): string {
  if (ms === undefined) return UNKNOWN;
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

export function sayRate(perSecond: number | undefined): string {
  if (perSecond === undefined) return UNKNOWN;
  return `${perSecond < 10 ? perSecond.toFixed(1) : sayCount(Math.round(perSecond))} tokens/s`;
}

export function sayCount(count: number | undefined): string {
  return count === undefined ? UNKNOWN : count.toLocaleString("en");
}

/** Fractions of a cent are what one answer costs. */
export function sayDollars(dollars: number | undefined): string {
  if (dollars === undefined) return UNKNOWN;
  if (dollars === 0) return "$0";
  if (dollars < 0.000_001) return "under $0.000001";
  return `$${dollars >= 0.01 ? dollars.toFixed(4) : dollars.toPrecision(3)}`;
}
