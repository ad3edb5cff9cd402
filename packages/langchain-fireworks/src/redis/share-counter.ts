import { RateLimiterRedis, type RateLimiterRes, RLWrapperTimeouts } from "rate-limiter-flexible";
import type { RedisConnection } from "./budget-options.js";
import { WHOLE } from "./call-share.js";

/** What the counter of a window says. */
export interface Count {
  /** Points used in this window, by all processes; may be more than the whole. */
  consumed: number;
  /** Milliseconds until the window is over, and all of it forgotten. */
  endsInMs: number;
}

interface CounterInit {
  client: RedisConnection;
  /** Before all keys of this counter. */
  keyPrefix: string;
  /** The longest wait for Redis. */
  timeoutMs: number;
}

/** How long Redis remembers the length of a window before it is looked for again. */
const MEMORY_MS = 600_000;

/**
 * What all processes use of one model, counted by rate-limiter-flexible: it adds and expires points in
 * Redis in one step, so the points of a process that is killed go with their window. Keys are used one by
 * one, which suits Redis Cluster as well.
 */
export class ShareCounter {
  readonly #limiter: RLWrapperTimeouts;

  constructor({ client, keyPrefix, timeoutMs }: CounterInit) {
    const limiter = new RateLimiterRedis({
      storeClient: client,
      useRedisPackage: !("defineCommand" in client),
      keyPrefix,
      points: WHOLE,
      duration: 1,
    });
    // A connection that is away keeps its commands for later; calls must not wait for that.
    this.#limiter = new RLWrapperTimeouts({ limiter, timeoutMs });
  }

  /** Adds points to the window; opens one of that length if there is none. */
  async add(points: number, windowMs: number): Promise<Count> {
    return countOf(await this.#limiter.penalty("used", points, lasting(windowMs)));
  }

  /** Takes points back that were added to a window which is still open. */
  async takeBack(points: number): Promise<void> {
    await this.#limiter.reward("used", points);
  }

  /** The open window, if there is one. */
  async read(): Promise<Count | undefined> {
    const open = await this.#limiter.get("used");
    return open === null ? undefined : countOf(open);
  }

  /** Opens a window of that length now, in place of the one that is open. */
  async open(points: number, windowMs: number): Promise<Count> {
    return countOf(await this.#limiter.set("used", Math.max(points, 0), seconds(windowMs)));
  }

  /** The length of windows, if somebody found it. */
  async readLength(): Promise<number | undefined> {
    return (await this.#limiter.get("window-ms"))?.consumedPoints;
  }

  async writeLength(windowMs: number): Promise<void> {
    await this.#limiter.set("window-ms", windowMs, seconds(MEMORY_MS));
  }

  async forgetLength(): Promise<void> {
    await this.#limiter.delete("window-ms");
  }

  /** Whether this process is the one that looks at that time of a window; nobody else will for `restMs`. */
  async mayLook(lookMs: number, restMs: number): Promise<boolean> {
    const { consumedPoints } = await this.#limiter.penalty(lookKey(lookMs), 1, lasting(restMs));
    return consumedPoints === 1;
  }

  /** Whether somebody looked at that time of a window, lately. */
  async wasLooked(lookMs: number): Promise<boolean> {
    return (await this.#limiter.get(lookKey(lookMs))) !== null;
  }
}

const countOf = ({ consumedPoints, msBeforeNext }: RateLimiterRes): Count => ({
  consumed: consumedPoints,
  endsInMs: Math.max(msBeforeNext, 0),
});

const lookKey = (lookMs: number): string => `look-${lookMs}`;
/** The limiter's unit. Less than one would be for ever. */
const seconds = (ms: number): number => Math.max(Math.round(ms / 1_000), 1);
const lasting = (ms: number) => ({ customDuration: seconds(ms) });
