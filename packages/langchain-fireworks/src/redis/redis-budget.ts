import type { SharedAsk, SharedBudget, SharedGrant } from "fireworks-client";
import { type Warn, warningChannel } from "../errors/warnings.js";
import { sha256 } from "../settings/sha256.js";
import { checkBudgetOptions, type RedisBudgetOptions } from "./budget-options.js";
import { ModelBudget } from "./model-budget.js";
import { ShareCounter } from "./share-counter.js";

const USUAL_PREFIX = "fireworks";
const USUAL_TIMEOUT_MS = 2_000;
/** After a failure calls go without asking for this long: waiting out the time for each would stop them. */
const REST_MS = 1_000;
/** Enough of the hash to tell accounts apart. */
const HASH_LENGTH = 16;

/**
 * The rate limits of one account, shared through Redis by all pacers that are given one: in other
 * processes, on other machines. Counts what is sent, holds everybody when headers or a 429 say that a
 * budget is used up, and forgets a process that was killed with the window it took from. While Redis is
 * away, each pacer goes on by its own knowledge.
 *
 * @example
 * ```ts
 * import process from "node:process";
 * import { Redis } from "ioredis";
 * import { ChatFireworks, Pacer } from "langchain-fireworks";
 * import { RedisBudget } from "langchain-fireworks/redis";
 *
 * const client = new Redis(process.env.REDIS_URL ?? "redis://127.0.0.1:6379");
 * const shared = new RedisBudget({ client, account: "my-account" });
 * const model = "accounts/fireworks/models/deepseek-v4p1-flash";
 * const llm = new ChatFireworks({ model, pacing: new Pacer({ shared }) });
 * console.log((await llm.invoke("Hello")).text);
 * await client.quit();
 * ```
 */
export class RedisBudget implements SharedBudget {
  readonly #options: RedisBudgetOptions;
  readonly #prefix: string;
  readonly #warn: Warn;
  readonly #models = new Map<string, ModelBudget>();
  #restsUntil = 0;

  /** @throws FireworksConfigurationError for an option that cannot work */
  constructor(options: RedisBudgetOptions) {
    checkBudgetOptions(options);
    const { account, keyPrefix = USUAL_PREFIX, onWarning } = options;
    this.#options = { ...options };
    this.#prefix = `${keyPrefix}:${sha256(account).slice(0, HASH_LENGTH)}`;
    this.#warn = warningChannel(onWarning);
  }

  /** @throws what Redis failed with, or that it rests after a failure: the pacer goes on alone */
  async take(ask: SharedAsk): Promise<SharedGrant> {
    if (performance.now() < this.#restsUntil) throw new Error("Redis failed a moment ago");
    try {
      return await this.#budgetOf(ask.model).take(ask);
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }

  /** Gives calls back that were granted and not sent. */
  giveBack(model: string, calls: number): void {
    void this.#budgetOf(model)
      .giveBack(calls)
      .catch((error: unknown) => this.#failed(error));
  }

  #budgetOf(model: string): ModelBudget {
    const known = this.#models.get(model);
    if (known !== undefined) return known;
    const { client, timeoutMs = USUAL_TIMEOUT_MS, windowMs } = this.#options;
    const keyPrefix = `${this.#prefix}:${model}`;
    const budget = new ModelBudget(new ShareCounter({ client, keyPrefix, timeoutMs }), windowMs);
    this.#models.set(model, budget);
    return budget;
  }

  #failed(error: unknown): void {
    this.#restsUntil = performance.now() + REST_MS;
    const reason = error instanceof Error ? error.message : String(error);
    this.#warn({
      code: "shared_limit_unavailable",
      message:
        `The shared rate limit is not available, Redis failed: ${reason}. ` +
        "Calls go on by what this process alone knows of the limits, until Redis answers again.",
    });
  }
}
