/** US dollars for a million tokens. */
export interface Price {
  /** Prompt tokens that were not found in the cache. */
  input: number;
  /** Prompt tokens found in the cache. Default: unknown, so a prompt with such tokens has no cost. */
  cachedInput?: number;
  /** Generated tokens, reasoning included. */
  output: number;
  /** The same on the priority tier. Default: unknown. */
  priority?: Omit<Price, "priority">;
}

/**
 * Model id → its price; `null` for one whose price is not known. An id may be written in full
 * (`accounts/fireworks/models/kimi-k3`, a router, a deployment) or, for Fireworks' own models and
 * routers, as `fireworks/kimi-k3` or `kimi-k3`.
 */
export type PriceTable = Readonly<Record<string, Price | null>>;

/** A price with the day it was read and where. */
export interface DatedPrice extends Price {
  /** ISO date of the source's copy. */
  date: string;
  source: string;
}

/** One row of a model that only reads. Nothing states what its cached tokens cost. */
const readingRow = (date: string, input: number): DatedPrice => ({
  input,
  output: 0,
  date,
  source: PRICING_PAGE,
});

type Columns = readonly [input: number, cachedInput: number, output: number];

const PRICING_PAGE = "https://fireworks.ai/pricing";

/** One row: what a source said on a day. */
function row(date: string, standard: Columns, priority?: Columns): DatedPrice {
  return {
    ...priceOf(standard),
    ...(priority && { priority: priceOf(priority) }),
    date,
    source: PRICING_PAGE,
  };
}

function priceOf([input, cachedInput, output]: Columns): Price {
  return { input, cachedInput, output };
}

/**
 * Section 8.3 of the wire contract, the newest figures for each model. Models are billed by these
 * ids only: a router has a row of its own or none, for its price cannot be derived.
 */
export const MODEL_PRICES: Readonly<Record<string, DatedPrice>> = {
  "ember-1": row("2026-10-07", [3, 0.3, 15]),
  "kimi-k3": row("2026-10-07", [3, 0.3, 15]),
  "glm-5p3": row("2026-10-07", [1.4, 0.26, 4.4]),
  "glm-5p3-flash": row("2026-10-07", [0.15, 0.03, 0.5]),
  "deepseek-v4p1-flash": row("2026-10-07", [0.3, 0.006, 1.2]),
  "deepseek-v4-pro-0813": row("2026-08-14", [1.32, 0.044, 3.96]),
  "kimi-k2p7-code": row("2026-07-24", [0.95, 0.19, 4], [1.425, 0.285, 6]),
  "kimi-k2p6": row("2026-07-24", [0.95, 0.16, 4], [1.5, 0.22, 6]),
  "deepseek-v4-pro": row("2026-07-24", [1.74, 0.145, 3.48]),
  "deepseek-v4-flash": row("2026-07-24", [0.14, 0.028, 0.28]),
  "glm-5p2": row("2026-07-24", [1.4, 0.14, 4.4]),
  "glm-5p1": row("2026-07-24", [1.4, 0.26, 4.4]),
  "qwen3p7-plus": row("2026-07-24", [0.4, 0.08, 1.6]),
  "minimax-m3": row("2026-07-24", [0.3, 0.06, 1.2]),
  "minimax-m2p7": row("2026-07-24", [0.3, 0.06, 1.2]),
  "gpt-oss-120b": row("2026-07-24", [0.15, 0.015, 0.6]),
  "gpt-oss-20b": row("2026-07-24", [0.07, 0.035, 0.3]),
  "nemotron-3-ultra-nvfp4": row("2026-07-24", [0.6, 0.12, 2.4]),
  "kimi-k2p5": row("2026-06-30", [0.6, 0.1, 3]),
  "qwen3p6-plus": row("2026-06-30", [0.5, 0.1, 3]),
  "minimax-m2p5": row("2026-06-30", [0.3, 0.03, 1.2]),
};

/** The same for the routers of the Fast tier. The moving aliases (`kimi-latest`…) have no price. */
export const ROUTER_PRICES: Readonly<Record<string, DatedPrice>> = {
  "kimi-k3-fast": row("2026-10-07", [4.5, 0.45, 22.5]),
  "kimi-k2p7-code-fast": row("2026-07-24", [1.9, 0.38, 8]),
  "kimi-k2p6-fast": row("2026-07-24", [2, 0.3, 8]),
  "glm-5p2-fast": row("2026-07-24", [2.1, 0.21, 6.6]),
};

/** The same for the models that only read, embed or rank. A source that gives no day gives the year. */
export const INPUT_PRICES: Readonly<Record<string, DatedPrice>> = {
  "qwen3-embedding-8b": readingRow("2026-10-07", 0.1),
  "qwen3-reranker-8b": readingRow("2026", 0.2),
};
