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

/** Model id (any form, see `baseModel`) → its price; `null` for one whose price is not known. */
export type PriceTable = Readonly<Record<string, Price | null>>;
