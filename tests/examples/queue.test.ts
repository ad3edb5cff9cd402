import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT, runCommand } from "../../scripts/run-command.mjs";
import {
  REDIS_SERVER_PATH,
  type RedisServer,
  startRedisServer,
  WHY_NO_REDIS,
} from "../redis-server.js";

describe.skipIf(REDIS_SERVER_PATH === undefined)(`the queue on BullMQ${WHY_NO_REDIS}`, () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedisServer();
  });
  afterAll(() => redis.stop());

  test("answers every question once although a worker is killed, and prints plain lines", async () => {
    const example = join(ROOT, "examples/queue/index.ts");
    const { code, output } = await runCommand(process.execPath, ["--import", "tsx", example], {
      cwd: ROOT,
      env: { REDIS_URL: redis.url, FIREWORKS_API_KEY: "", FIREWORKS_BASE_URL: "" },
    });
    expect(output).toMatch(
      /15 of 60 answers\n30 of 60 answers\n45 of 60 answers\n60 of 60 answers\n/,
    );
    expect(output).toMatch(
      /worker \d+ was killed; [1-9]\d* of its jobs were taken over by others\n/,
    );
    expect(output).toContain("60 questions answered, each once; 0 failed;");
    expect(code).toBe(0);
  });
});
