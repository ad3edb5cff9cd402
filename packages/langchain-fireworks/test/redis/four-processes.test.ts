import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { createFireworksLocal, type FireworksLocal } from "fireworks-local";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BundledProgram, bundledProgram } from "../../../../tests/bundled-program.js";
import {
  REDIS_SERVER_PATH,
  type RedisServer,
  startRedisServer,
  WHY_NO_REDIS,
} from "../../../../tests/redis-server.js";
import type { WorkerTask } from "./paced-worker.js";

const LIMIT = 30;
const CALLS = 20;
/** Four programs start, on a machine that may be busy. */
const PATIENTLY = { timeout: 40_000 };

/** The worker of a test, as a process of its own. */
class Worker {
  readonly #child: ChildProcess;
  readonly #answered: string[] = [];
  readonly gone: Promise<unknown>;
  #onAnswer: () => void = () => undefined;

  constructor(program: string, task: WorkerTask) {
    const child = spawn(process.execPath, [program, JSON.stringify(task)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    createInterface(child.stdout).on("line", (line) => {
      this.#answered.push(line);
      this.#onAnswer();
    });
    this.#child = child;
    this.gone = once(child, "close");
  }

  get answers(): number {
    return this.#answered.filter((line) => line.startsWith("answered")).length;
  }

  /** Kills it without notice once it has that many answers. */
  async killAfter(answers: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#onAnswer = () => this.answers >= answers && resolve();
      this.#onAnswer();
    });
    this.kill();
    await this.gone;
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }
}

describe.skipIf(REDIS_SERVER_PATH === undefined)(
  `four processes that share one limit through Redis${WHY_NO_REDIS}`,
  () => {
    let program: BundledProgram;
    let redis: RedisServer;
    let server: FireworksLocal;
    const workers: Worker[] = [];

    beforeAll(async () => {
      program = await bundledProgram(new URL("paced-worker.ts", import.meta.url));
      redis = await startRedisServer();
      server = createFireworksLocal({ rateLimits: { requests: LIMIT, windowMs: 1_000 } });
      await server.listen();
    });
    afterAll(async () => {
      for (const worker of workers) worker.kill();
      await Promise.all(workers.map(({ gone }) => gone));
      await Promise.all([server.close(), redis.stop(), program.remove()]);
    });

    test(
      "one is killed midway: the others answer all of theirs, and few calls are refused",
      PATIENTLY,
      async () => {
        const { baseURL } = server;
        for (const name of ["one", "two", "three", "four"]) {
          workers.push(
            new Worker(program.path, { baseURL, redisUrl: redis.url, name, calls: CALLS }),
          );
        }
        const [killed, ...others] = workers;
        await killed?.killAfter(3);
        await Promise.all(others.map(({ gone }) => gone));
        expect(others.map(({ answers }) => answers)).toEqual([CALLS, CALLS, CALLS]);
        expect(killed?.answers).toBeLessThan(CALLS);
        const refused = server.requests.filter(({ status }) => status === 429);
        // Before the first answers nobody knows a limit: that is what may be too many.
        expect(refused.length).toBeLessThan(server.requests.length / 3);
      },
    );
  },
);
