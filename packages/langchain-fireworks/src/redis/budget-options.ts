import { FireworksConfigurationError } from "fireworks-client";
import type { OnWarning } from "../errors/warnings.js";

/**
 * A connection of `ioredis` (5 or later, `Cluster` too) or of `redis` (node-redis 4 or later, connected).
 * It may be used for other things as well.
 */
export interface RedisConnection {
  /** Runs a script. */
  eval: (...values: never[]) => unknown;
  /** Begins a transaction. */
  multi: (...values: never[]) => unknown;
}

/** How a {@link RedisBudget} is shared. */
export interface RedisBudgetOptions {
  /** The connection; opening and closing it is up to you. */
  client: RedisConnection;
  /**
   * Whose limit is shared: any text that is the same in every process of the account and tells it from
   * other accounts on this Redis, such as the account id. Only a hash of it is sent to Redis.
   */
  account: string;
  /** The beginning of every key in Redis. Default `"fireworks"`. */
  keyPrefix?: string | undefined;
  /**
   * Milliseconds after which a used-up budget is whole again, 1 or more. Default: learned from the answers,
   * and shared. Fireworks' sources disagree (a second, a minute), so leave it out unless you know.
   */
  windowMs?: number | undefined;
  /** The longest wait for an answer of Redis in milliseconds, 1 or more. Default 2,000. */
  timeoutMs?: number | undefined;
  /** Told once if Redis fails. Default: `console.warn`; `null`: nobody. What it throws is ignored. */
  onWarning?: OnWarning | null | undefined;
}

/** @throws FireworksConfigurationError for what cannot work */
export function checkBudgetOptions({ client, account, ...rest }: RedisBudgetOptions): void {
  if (typeof client?.eval !== "function" || typeof client.multi !== "function")
    throw wrong("client", "is not a connection of ioredis or redis");
  if (typeof account !== "string" || account === "") throw wrong("account", "is not a text");
  for (const field of ["windowMs", "timeoutMs"] as const) {
    const value: unknown = rest[field] ?? 1;
    if (!(typeof value === "number" && Number.isFinite(value) && value >= 1))
      throw wrong(field, "is not a number of milliseconds, 1 or more");
  }
}

const wrong = (field: keyof RedisBudgetOptions, problem: string): FireworksConfigurationError =>
  new FireworksConfigurationError(`${field} ${problem}`, { code: "invalid_option", field });
