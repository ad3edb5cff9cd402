import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
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
  let folder: string;
  beforeAll(async () => {
    redis = await startRedisServer();
    folder = await compiled(join(ROOT, "examples/queue"));
  });
  afterAll(() => Promise.all([redis.stop(), rm(folder, { recursive: true })]));

  test("answers every question once although a worker is killed, and prints plain lines", async () => {
    const { code, output } = await runCommand(process.execPath, [join(folder, "index.js")], {
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

/**
 * Four processes start: with a loader, each would translate our packages for itself. Inside the workspace,
 * so that they find their libraries.
 */
async function compiled(example: string): Promise<string> {
  const cache = join(ROOT, "node_modules/.cache");
  await mkdir(cache, { recursive: true });
  const outdir = await mkdtemp(join(cache, "queue-"));
  await writeFile(join(outdir, "package.json"), JSON.stringify({ type: "module" }));
  await build({ entryPoints: [join(example, "*.ts")], outdir, format: "esm", platform: "node" });
  return outdir;
}
