import type { SharedAsk } from "fireworks-client";
import { Redis } from "ioredis";
import { RedisBudget, type RedisBudgetOptions } from "langchain-fireworks/redis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  REDIS_SERVER_PATH,
  type RedisServer,
  startRedisServer,
  WHY_NO_REDIS,
} from "../../../../tests/redis-server.js";

const MODEL = "accounts/fireworks/models/gpt-oss-120b";
const LIMIT = 40;

/** What a pacer asks that knows a limit of 40 requests. */
function ask(overrides: Partial<SharedAsk> = {}): SharedAsk {
  return {
    model: MODEL,
    calls: 100,
    cost: { requests: 1, promptTokens: 10 },
    limits: { requests: LIMIT, promptTokens: 1_000_000 },
    remaining: {},
    refillPerSecond: {},
    ...overrides,
  };
}

/** Headers of a call that was sent at this moment. */
const justRead = (requests: number, sentSince = 0) => ({
  reading: { sentAgoMs: 0, remaining: { requests }, sentSince },
});

describe.skipIf(REDIS_SERVER_PATH === undefined)(`RedisBudget${WHY_NO_REDIS}`, () => {
  let server: RedisServer;
  const connections: Redis[] = [];
  /** Another process, as far as Redis can tell. */
  const process_ = (options: Partial<RedisBudgetOptions> = {}): RedisBudget => {
    const client = new Redis(server.url);
    connections.push(client);
    return new RedisBudget({ client, account: "acme", windowMs: 60_000, ...options });
  };
  const redis = (): Redis => connections[0] ?? new Redis(server.url);

  beforeAll(async () => {
    server = await startRedisServer();
  });
  beforeEach(async () => {
    connections.push(new Redis(server.url));
    await redis().flushall();
  });
  afterEach(() => {
    for (const connection of connections.splice(0)) connection.disconnect();
  });
  afterAll(() => server.stop());

  /** Asks until nothing is granted; how many calls that were in all. */
  async function takeAll(budget: RedisBudget, overrides?: Partial<SharedAsk>): Promise<number> {
    let sum = 0;
    for (;;) {
      const { calls } = await budget.take(ask(overrides));
      if (calls === 0) return sum;
      sum += calls;
    }
  }

  test("four processes together get the limit, and each of them a part", async () => {
    const parts = await Promise.all([1, 2, 3, 4].map(() => takeAll(process_())));
    expect(parts.reduce((sum, part) => sum + part)).toBe(LIMIT);
    expect(Math.min(...parts)).toBeGreaterThan(0);
  });

  test("calls of different sizes add up as shares of the limit", async () => {
    const limits = { requests: 1_000_000, promptTokens: 10_000 };
    const large = { limits, calls: 10, cost: { requests: 1, promptTokens: 500 } };
    const budget = process_();
    for (let call = 0; call < 10; call += 1) expect((await budget.take(ask(large))).calls).toBe(1);
    const small = { limits, cost: { requests: 1, promptTokens: 50 } };
    expect(await takeAll(process_(), small)).toBe(100);
  });

  test("tells those who wait when the window is over", async () => {
    await takeAll(process_());
    const { calls, retryInMs = 0, decides } = await process_().take(ask());
    expect({ calls, decides }).toEqual({ calls: 0, decides: true });
    expect(retryInMs).toBeGreaterThan(50_000);
    expect(retryInMs).toBeLessThanOrEqual(60_250);
  });

  test("what a killed process took is back with the next window", async () => {
    const killed = process_();
    await takeAll(killed);
    connections.at(-1)?.disconnect();
    const [used = ""] = await redis().keys("*:used");
    await redis().pexpire(used, 1);
    await vi.waitFor(async () => expect(await redis().exists(used)).toBe(0));
    expect(await takeAll(process_())).toBe(LIMIT);
  });

  test("calls that were granted and not sent are free for others", async () => {
    const [one, other] = [process_(), process_()];
    await takeAll(one);
    one.giveBack(MODEL, 3);
    await vi.waitFor(async () => expect((await other.take(ask({ calls: 1 }))).calls).toBe(1));
    expect(await takeAll(process_())).toBe(2);
  });

  test("headers that leave nothing, as of a 429, hold every process", async () => {
    const [one, other] = [process_(), process_()];
    expect((await one.take(ask({ calls: 2 }))).calls).toBe(2);
    expect((await one.take(ask({ calls: 2, ...justRead(0) }))).calls).toBe(0);
    expect((await other.take(ask({ calls: 2 }))).calls).toBe(0);
  });

  test("what others use of the account without asking Redis is counted as soon as headers tell", async () => {
    const [one, other] = [process_(), process_()];
    await one.take(ask({ calls: 2 }));
    expect((await one.take(ask({ calls: 2, ...justRead(10) }))).calls).toBe(2);
    expect(await takeAll(other)).toBe(8);
  });

  test("headers of a window that is over hold nobody", async () => {
    const budget = process_();
    const old = { reading: { sentAgoMs: 10_000, remaining: { requests: 0 }, sentSince: 0 } };
    expect((await budget.take(ask({ calls: 2, ...old }))).calls).toBe(2);
  });

  test("limits that were told anew count from the next question on", async () => {
    const [one, other] = [process_(), process_()];
    await takeAll(one);
    const doubled = { limits: { requests: 2 * LIMIT, promptTokens: 1_000_000 } };
    expect(await takeAll(process_(), doubled)).toBe(0);
    await redis().flushall();
    expect(await takeAll(other, doubled)).toBe(2 * LIMIT);
  });

  test("without limits in the headers nothing is asked of Redis, and nothing held", async () => {
    const grant = await process_().take(ask({ limits: {}, cost: {} }));
    expect(grant).toEqual({ calls: 100 });
    expect(await redis().keys("*")).toEqual([]);
  });

  test("where nobody knows the window, one process of all looks whether the budget is back", async () => {
    const budgets = [1, 2, 3].map(() => process_({ windowMs: undefined }));
    await Promise.all(budgets.map((budget) => takeAll(budget)));
    const [used = ""] = await redis().keys("*:used");
    // As if a second had passed: unknown windows are kept for 90.
    await redis().pexpire(used, 88_900);
    const grants = await Promise.all(budgets.map((budget) => budget.take(ask({ calls: 5 }))));
    expect(grants.map(({ calls }) => calls).toSorted()).toEqual([0, 0, 1]);
    // The one that looked hears that all is back: now everybody knows how long windows are.
    const looker = budgets[grants.findIndex(({ calls }) => calls === 1)];
    expect((await looker?.take(ask({ calls: 2, ...justRead(39) })))?.calls).toBe(2);
    expect(await redis().get((await redis().keys("*:window-ms"))[0] ?? "")).toBe("1000");
    expect((await budgets[0]?.take(ask({ calls: 1 })))?.calls).toBe(1);
  });

  test("a window that was taken for longer than it is, is found out by one call that looks", async () => {
    const budget = process_({ windowMs: undefined });
    await takeAll(budget);
    const [used = ""] = await redis().keys("*:used");
    await redis().set(used.replace(/used$/, "window-ms"), 2_000, "EX", 60);
    await redis().pexpire(used, 1);
    await vi.waitFor(async () => expect(await redis().exists(used)).toBe(0));
    expect(await takeAll(budget)).toBe(LIMIT);
    // As if more than a second of the two had passed.
    await redis().pexpire(used, 900);
    expect(await budget.take(ask({ calls: 5 }))).toMatchObject({ calls: 1, decides: true });
    expect((await budget.take(ask({ calls: 2, ...justRead(39) }))).calls).toBe(2);
    expect(await redis().get(used.replace(/used$/, "window-ms"))).toBe("1000");
  });

  test("accounts, models and prefixes are apart, and no key tells whose it is", async () => {
    await takeAll(process_());
    expect(await takeAll(process_({ account: "fw_secret" }))).toBe(LIMIT);
    expect(await takeAll(process_({ keyPrefix: "mine" }))).toBe(LIMIT);
    expect(await takeAll(process_(), { model: "other" })).toBe(LIMIT);
    const keys = await redis().keys("*");
    expect(keys.filter((key) => /secret|acme/.test(key))).toEqual([]);
    expect(keys.filter((key) => key.startsWith("mine:")).length).toBeGreaterThan(0);
    expect(keys.every((key) => /^(?:fireworks|mine):[0-9a-f]{16}:/.test(key))).toBe(true);
  });

  test("every key has an end", async () => {
    await takeAll(process_({ windowMs: undefined }));
    const keys = await redis().keys("*");
    const ends = await Promise.all(keys.map((key) => redis().pttl(key)));
    expect(Math.min(...ends)).toBeGreaterThan(0);
  });

  test("takes a connection that calls commands as node-redis does", async () => {
    const client = redis();
    const nodeRedis = {
      eval: (
        script: string,
        { keys, arguments: values }: { keys: string[]; arguments: string[] },
      ) => client.eval(script, keys.length, ...keys, ...values),
      multi: () => {
        const queue: (() => Promise<unknown>)[] = [];
        const chain = {
          get: (key: string) => (queue.push(() => client.get(key)), chain),
          set: (key: string, value: number, { EX }: { EX: number }) => (
            queue.push(() => client.set(key, value, "EX", EX)),
            chain
          ),
          pTTL: (key: string) => (queue.push(() => client.pttl(key)), chain),
          exec: () => Promise.all(queue.map((run) => run())),
        };
        return chain;
      },
      del: (key: string) => client.del(key),
    };
    expect(await takeAll(process_({ client: nodeRedis }))).toBe(LIMIT);
    expect(await takeAll(process_())).toBe(0);
  });
});

describe("RedisBudget without Redis", () => {
  test("fails fast, warns once, and does not wait again at once", async () => {
    const client = new Redis({
      host: "127.0.0.1",
      port: 1,
      lazyConnect: true,
      retryStrategy: null,
    });
    client.on("error", () => undefined);
    const warnings: string[] = [];
    const budget = new RedisBudget({
      client,
      account: "acme",
      onWarning: ({ code, message }) => warnings.push(`${code}: ${message}`),
    });
    await expect(budget.take(ask())).rejects.toThrow();
    await expect(budget.take(ask())).rejects.toThrow("Redis failed a moment ago");
    expect(warnings).toEqual([expect.stringMatching(/^shared_limit_unavailable: .*Redis failed/)]);
  });

  test("a connection that answers nothing is waited for no longer than timeoutMs", async () => {
    const never = () => new Promise(() => undefined);
    const client = {
      eval: never,
      multi: () => ({ get: () => ({ pTTL: () => ({ exec: never }) }) }),
    };
    const budget = new RedisBudget({ client, account: "acme", timeoutMs: 5, onWarning: null });
    await expect(budget.take(ask())).rejects.toThrow("timed out");
  });

  test.each([
    ["client", { client: {} }],
    ["account", { account: "" }],
    ["windowMs", { windowMs: 0 }],
    ["timeoutMs", { timeoutMs: Number.NaN }],
  ])("refuses a wrong %s, by name", (field, wrong) => {
    const client = { eval: () => null, multi: () => null };
    const options = { client, account: "acme", ...wrong } as RedisBudgetOptions;
    expect(() => new RedisBudget(options)).toThrow(
      expect.objectContaining({ name: "FireworksConfigurationError", field }),
    );
  });
});
