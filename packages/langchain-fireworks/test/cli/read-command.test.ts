import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FLAGS } from "../../src/cli/flags.js";
import { helpText } from "../../src/cli/help.js";
import { readCommand } from "../../src/cli/read-command.js";

test("a run is read with its defaults", async () => {
  expect(await readCommand(["batch", "run", "rows.csv", "--model", "m"])).toMatchObject({
    verb: "run",
    file: "rows.csv",
    state: "rows.csv.batch.json",
    settings: { model: "m", parameters: {} },
    wait: true,
    pollMs: 60_000,
    results: { order: "input" },
  });
});

test("parameters are JSON where they can be, and texts else", async () => {
  const args = ["--param", "temperature=0.5", "--param", "user=me", "--param", 'stop=["a"]'];
  const command = await readCommand(["batch", "run", "f.csv", ...args, "--max-tokens", "64"]);
  expect(command).toMatchObject({
    settings: { parameters: { temperature: 0.5, user: "me", stop: ["a"], maxTokens: 64 } },
  });
});

test("a schema is read from its file", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "cli-")), "schema.json");
  await writeFile(file, '{"type":"object"}');
  const command = await readCommand(["batch", "run", "f.csv", "--schema", file]);
  expect(command).toMatchObject({ settings: { schema: { type: "object" } } });
});

test.each([
  [["chat"], 'no command "chat"'],
  [["batch"], "batch run|status|results|retry"],
  [["batch", "walk"], 'not "walk"'],
  [["batch", "run"], "needs a file"],
  [["batch", "run", "a.csv", "b.csv"], "not also b.csv"],
  [["batch", "run", "a.csv", "--nonsense"], "--nonsense"],
  [["batch", "run", "a.csv", "--model"], "--model"],
  [["batch", "run", "a.csv", "--param", "temperature"], "NAME=VALUE"],
  [["batch", "run", "a.csv", "--param", "warmth=1"], "warmth"],
  [["batch", "run", "a.csv", "--max-tokens", "0"], "above 0"],
  [["batch", "run", "a.csv", "--poll", "often"], "above 0"],
  [["batch", "run", "a.csv", "--format", "xml"], "csv or jsonl"],
  [["batch", "run", "a.csv", "--order", "random"], "input or arrival"],
  [["batch", "run", "a.csv", "--schema", "/nowhere.json"], "/nowhere.json"],
  [["batch", "status", "a.csv", "--model", "m"], "takes it from the state file"],
])("%j is refused, saying %s", async (args, message) => {
  await expect(readCommand(args)).rejects.toThrow(message);
  await expect(readCommand(args)).rejects.toMatchObject({ name: "CliUsageError" });
});

test("no arguments and --help both ask for the help, which names every flag", async () => {
  expect(await readCommand([])).toEqual({ kind: "help" });
  expect(await readCommand(["batch", "--help"])).toEqual({ kind: "help" });
  for (const name of Object.keys(FLAGS)) expect(helpText()).toContain(`--${name}`);
});
