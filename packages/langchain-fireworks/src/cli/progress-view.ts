/** What is shown of a batch at one moment. */
export interface ProgressView {
  /** In a word or two. */
  state: string;
  done: number;
  total: number;
  failed: number;
  /** Read and written; undefined while unknown. */
  tokens?: number;
  /** US dollars; null when no price is known. */
  cost?: number | null;
}

const NUMBER = new Intl.NumberFormat("en");

/** `400/1,000 rows, 3 failed, 12,000 tokens, $0.12, 2m left`. */
export function describeView(view: ProgressView, remaining: string | undefined): string {
  const { done, total, failed, tokens, cost } = view;
  const parts = [
    `${NUMBER.format(done)}/${NUMBER.format(total)} rows`,
    failed > 0 ? `${NUMBER.format(failed)} failed` : "",
    tokens === undefined ? "" : `${NUMBER.format(tokens)} tokens`,
    typeof cost === "number" ? dollars(cost) : "",
    remaining === undefined ? "" : `${remaining} left`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** Two decimals, more for small amounts. */
export function dollars(cost: number): string {
  return `$${cost === 0 || cost >= 1 ? cost.toFixed(2) : Number(cost.toPrecision(2))}`;
}

/** `45s`, `12m`, `3h 20m`. */
export function shortTime(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 90) return `${seconds}s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes}m` : `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
}
