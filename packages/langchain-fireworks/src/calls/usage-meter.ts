import { costOf } from "../models/cost.js";
import type { PriceTable } from "../models/prices.js";

/** Tokens that a call without generated text used. */
export interface InputUsage {
  /** The model that was asked. */
  model: string;
  /** Tokens read. */
  promptTokens: number;
  /** Tokens billed, as Fireworks counts them. */
  totalTokens: number;
  /** US dollars, or `null` where the price is not surely known. */
  cost: number | null;
}

/** Told of the tokens of every answer, as it arrives. What it throws is ignored. */
export type OnUsage = (usage: InputUsage) => void;

/** What an answer says it used. */
interface SaidUsage {
  prompt_tokens?: number | undefined;
  total_tokens?: number | undefined;
}

/** Reads the usage of one answer; `undefined` where the server does not say it. */
export function inputUsage(
  model: string,
  said: SaidUsage | null | undefined,
  prices: PriceTable | null | undefined,
): InputUsage | undefined {
  const promptTokens = said?.prompt_tokens;
  if (typeof promptTokens !== "number") return undefined;
  const totalTokens = said?.total_tokens ?? promptTokens;
  const usage = { input_tokens: promptTokens, output_tokens: 0, total_tokens: totalTokens };
  const cost = prices === null ? null : (costOf(usage, { model }, prices)?.cost ?? null);
  return { model, promptTokens, totalTokens, cost };
}

/** Adds up the answers of one call, which may be several requests, and tells of each. */
export class UsageMeter {
  readonly #onUsage: ((usage: InputUsage) => unknown) | null | undefined;
  #sum: InputUsage | undefined;

  constructor(onUsage: OnUsage | null | undefined) {
    this.#onUsage = onUsage;
  }

  /** What was used so far; `undefined` when no answer said it. */
  get sum(): InputUsage | undefined {
    return this.#sum;
  }

  add(usage: InputUsage | undefined): void {
    if (usage === undefined) return;
    this.#sum = addUsage(this.#sum, usage);
    void this.#tell({ ...usage }).catch(() => undefined);
  }

  /** A watcher's mistake, thrown or rejected, must not fail the call it watches. */
  async #tell(usage: InputUsage): Promise<void> {
    await this.#onUsage?.(usage);
  }
}

/** What an object used: in the call that ended last, and in all. */
export class UsageTotals {
  last: InputUsage | undefined;
  total: InputUsage | undefined;

  /** Makes a call, and takes what it used when it ends. One that says nothing changes nothing. */
  async during<T>(
    onUsage: OnUsage | null | undefined,
    call: (usage: UsageMeter) => Promise<T>,
  ): Promise<T> {
    const meter = new UsageMeter(onUsage);
    try {
      return await call(meter);
    } finally {
      this.#keep(meter.sum);
    }
  }

  #keep(usage: InputUsage | undefined): void {
    if (usage === undefined) return;
    this.last = usage;
    this.total = addUsage(this.total, usage);
  }
}

/** The cost of a sum is known only where all of it is. */
function addUsage(left: InputUsage | undefined, right: InputUsage): InputUsage {
  if (left === undefined) return right;
  const isPriced = left.cost !== null && right.cost !== null;
  return {
    model: right.model,
    promptTokens: left.promptTokens + right.promptTokens,
    totalTokens: left.totalTokens + right.totalTokens,
    // 12 digits: without the noise of binary fractions.
    cost: isPriced ? Number(((left.cost ?? 0) + (right.cost ?? 0)).toPrecision(12)) : null,
  };
}
