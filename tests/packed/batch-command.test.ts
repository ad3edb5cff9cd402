import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFireworksLocal } from "fireworks-local";
import { expect, inject, test } from "vitest";

const COMMAND = join(inject("consumerFolder"), "node_modules/langchain-fireworks/dist/cli/main.js");

test("the packed command answers a file, ends calmly on Ctrl-C, and goes on where it was", async () => {
  const server = createFireworksLocal({ batchTimings: { msPerRow: 300 } });
  const { baseURL } = await server.listen();
  const folder = mkdtempSync(join(tmpdir(), "batch-command-"));
  const rows = join(folder, "in.csv");
  writeFileSync(rows, "prompt\nOne?\nTwo?\n");
  const run = (interruptAt?: string) => {
    const env = { ...process.env, FIREWORKS_API_KEY: "fw_secret", FIREWORKS_BASE_URL: baseURL };
    const model = ["--model", "accounts/fireworks/models/kimi-k3"];
    const args = [COMMAND, "batch", "run", rows, ...model, "--poll", "0.1"];
    const child = spawn(process.execPath, args, { env });
    const said = { out: "", err: "" };
    let isInterrupted = false;
    child.stdout.on("data", (data: Buffer) => (said.out += data.toString()));
    child.stderr.on("data", (data: Buffer) => {
      said.err += data.toString();
      if (interruptAt === undefined || isInterrupted || !said.err.includes(interruptAt)) return;
      isInterrupted = child.kill("SIGINT");
    });
    return new Promise((resolve) => child.on("close", (code) => resolve({ code, ...said })));
  };
  const first = await run("Submitted");
  expect(first).toMatchObject({ code: 130, out: "" });
  const second = await run();
  expect(second).toMatchObject({ code: 0, out: expect.stringMatching(/^prompt,output/) as string });
  expect(JSON.stringify([first, second])).not.toContain("fw_secret");
  expect(server.journal.calls({ method: "POST", path: "/batchInferenceJobs" })).toHaveLength(1);
  await server.close();
});
