import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFireworksLocal, type LocalModel } from "fireworks-local";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT, runCommand } from "../../scripts/run-command.mjs";

const KIMI = "accounts/fireworks/models/kimi-k3";

let folder = "";
let data = "";
let out = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "update-models-"));
  data = join(folder, "models.json");
  out = join(folder, "profiles.ts");
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function run(...args: string[]): Promise<{ code: number; output: string }> {
  const script = join(ROOT, "scripts/update-models.mjs");
  return runCommand(process.execPath, [script, ...args], {
    env: { FIREWORKS_API_KEY: "fw_scripts" },
  });
}

/** Runs the script on a copy of the data, against a server with other models. */
async function runAgainst(models: LocalModel[], ...args: string[]) {
  await using server = createFireworksLocal({ models });
  const { baseURL } = await server.listen();
  return await run("--base-url", baseURL, "--data", data, "--out", out, ...args);
}

test("A130: the committed table is what data/models.json makes", async () => {
  expect(await run("--offline", "--check")).toMatchObject({ code: 0, output: "" });
});

test("A130: a table that does not fit the data is found, and not written", async () => {
  await copyFile(join(ROOT, "data/models.json"), data);
  await writeFile(out, "old");
  const { code, output } = await run("--offline", "--check", "--data", data, "--out", out);
  expect(code).toBe(1);
  expect(output).toContain("out of date");
  expect(await readFile(out, "utf8")).toBe("old");
});

test("A130: the live catalogue changes, adds and retires models, and says so", async () => {
  await copyFile(join(ROOT, "data/models.json"), data);
  const kept = JSON.parse(await readFile(data, "utf8")) as { models: object[] };
  kept.models.push({ name: "long-gone", status: "serverless", context: 1, source: "test" });
  await writeFile(data, JSON.stringify(kept));
  const models: LocalModel[] = [
    { id: KIMI, contextLength: 2_000_000, imageInput: true },
    { id: "accounts/fireworks/models/brand-new", contextLength: 64_000 },
    { id: "accounts/fireworks/models/brand-new-embedder", chat: false, kind: "EMBEDDING_MODEL" },
    { id: "accounts/me/models/private" },
    { id: "accounts/fireworks/routers/brand-new-fast" },
  ];
  const { code, output } = await runAgainst(models);
  expect(code).toBe(0);
  expect(output).toMatch(/^changed +kimi-k3 +context +1048576 +2000000$/m);
  expect(output).toMatch(/^gone +long-gone +status +serverless +retired$/m);
  expect(output).toMatch(/^added +brand-new +.*context 64000.*tools true$/m);
  expect(output).toMatch(/^added +routers\/brand-new-fast +target +unknown/m);
  expect(output).not.toMatch(/private|embedder/);
  const table = await readFile(out, "utf8");
  expect(table).toContain('| "accounts/fireworks/models/brand-new"');
  expect(table).toContain('| "accounts/fireworks/routers/brand-new-fast"');
  expect(table).toMatch(/"long-gone": \{ status: "retired", context: 1 \}/);
  expect(table).toContain("2000000");

  const again = await runAgainst(models, "--check");
  expect(again).toMatchObject({ code: 0, output: "No model changed.\n" });
  expect(await readFile(out, "utf8")).toBe(table);
});

test("A130: a server that lists nothing retires nothing", async () => {
  await copyFile(join(ROOT, "data/models.json"), data);
  const empty = createFireworksLocal({
    faults: ({ path }) => ({
      status: 200,
      body: path.endsWith("/inference/v1/models") ? { object: "list", data: [] } : { models: [] },
    }),
  });
  const { baseURL } = await empty.listen();
  const { code, output } = await run("--base-url", baseURL, "--data", data, "--out", out);
  await empty.close();
  expect(code).toBe(1);
  expect(output).toContain("lists no model");
  expect(await readFile(data, "utf8")).toBe(await readFile(join(ROOT, "data/models.json"), "utf8"));
});
