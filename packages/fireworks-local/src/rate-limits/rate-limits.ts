import type { Usage } from "fireworks-client/wire";
import { invalidRequest, Refusal } from "../requests/refusal.js";
import { type Amounts, Budget, BUDGET_KINDS, type BudgetKind } from "./budget.js";
import type { RateLimitSettings } from "./options.js";
import { TokenLog } from "./token-log.js";

/** What the headers of contract 1.6 call the budgets. */
const HEADER_NAMES: Readonly<Record<BudgetKind, string>> = {
  prompt: "tokens-prompt",
  cacheAdjusted: "tokens-cache-adjusted-prompt",
  generated: "tokens-generated",
  requests: "requests",
};

/** The budgets of one scope, one for each model. */
export class RateLimits {
  /** What was used, whether it is limited or not. */
  readonly used: TokenLog = new TokenLog();
  #settings: RateLimitSettings | undefined;
  readonly #budgets = new Map<string, Budget>();

  constructor(settings: RateLimitSettings | undefined) {
    this.#settings = settings;
  }

  get settings(): RateLimitSettings | undefined {
    return this.#settings;
  }

  /** Other limits from now on, with nothing spent; undefined for none. */
  set settings(settings: RateLimitSettings | undefined) {
    this.#settings = settings;
    this.#budgets.clear();
  }

  /**
   * Takes an answer from the budget of its model, and gives the headers that say what remains. Throws
   * the 429 when its prompt is more than what remains, or nothing to generate with.
   */
  charge(model: string, usage: Usage, now: number): Record<string, string> {
    const amounts = amountsOf(usage);
    const headers = this.#spend(model, amounts, now);
    this.used.add(model, amounts, now);
    return headers;
  }

  #spend(model: string, amounts: Amounts, now: number): Record<string, string> {
    if (this.#settings === undefined) return {};
    const budget = this.#budgetOf(model, this.#settings, now);
    budget.moveTo(now);
    // How much an answer will take is unknown when Fireworks lets it in: one token must be left.
    const needed = { ...amounts, generated: Math.min(amounts.generated, 1) };
    if (BUDGET_KINDS.some((kind) => needed[kind] > budget.remaining(kind)))
      throw overLimit(budget, this.#settings, now);
    budget.spend(amounts, now);
    return headersOf(budget);
  }

  /** The limits of a model, in tokens a second; undefined without limits. */
  perSecond(model: string, now: number): Amounts | undefined {
    if (this.#settings === undefined) return undefined;
    const budget = this.#budgets.get(model) ?? new Budget(this.#settings, now);
    return budget.perSecond;
  }

  /** What remains of each model's budget, as the headers would say it. */
  report(now: number): Record<string, Record<string, string>> {
    const entries = [...this.#budgets].map(([model, budget]) => {
      budget.moveTo(now);
      return [model, headersOf(budget)] as const;
    });
    return Object.fromEntries(entries);
  }

  #budgetOf(model: string, settings: RateLimitSettings, now: number): Budget {
    const budget = this.#budgets.get(model) ?? new Budget(settings, now);
    this.#budgets.set(model, budget);
    return budget;
  }
}

function amountsOf({ prompt_tokens, completion_tokens, prompt_tokens_details }: Usage): Amounts {
  return {
    prompt: prompt_tokens,
    cacheAdjusted: prompt_tokens - (prompt_tokens_details?.cached_tokens ?? 0),
    generated: completion_tokens ?? 0,
    requests: 1,
  };
}

/** `over-limit` was `no` even on a 429 (contract 1.6). */
function headersOf(budget: Budget): Record<string, string> {
  const limited = BUDGET_KINDS.filter((kind) => budget.limits[kind] !== Infinity);
  return {
    ...Object.fromEntries(
      limited.flatMap((kind) => [
        [`x-ratelimit-limit-${HEADER_NAMES[kind]}`, String(budget.limits[kind])],
        [`x-ratelimit-remaining-${HEADER_NAMES[kind]}`, String(budget.remaining(kind))],
      ]),
    ),
    "x-ratelimit-over-limit": "no",
  };
}

function overLimit(budget: Budget, settings: RateLimitSettings, now: number): Refusal {
  const { status, body } = invalidRequest("rate limit exceeded, please try again later", 429);
  const seconds = Math.max(Math.ceil(budget.msLeft(now) / 1_000), 1);
  return new Refusal(status, body, {
    ...headersOf(budget),
    ...(settings.retryAfter === true ? { "retry-after": String(seconds) } : {}),
  });
}
