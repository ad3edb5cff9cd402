import { mkdtempSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { createFireworksLocal, type FireworksLocalOptions } from "fireworks-local";
import { afterEach, expect, test, vi } from "vitest";
import { progressOn } from "../../src/cli/progress.js";
import { runCommand } from "../../src/cli/run-command.js";

const KEY = "fw_a_key_that_is_never_printed";
const MODEL = "accounts/fireworks/models/kimi-k3";

interface Finished {
  code: number;
  out: string;
  err: string;
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A folder to work in, and a server to ask. `run` interrupts when `interruptAt` is said. */
async function workshop(options: FireworksLocalOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), "batch-command-"));
  const server = createFireworksLocal(options);
  const { baseURL } = await server.listen();
  closing.push(() => server.close());
  vi.stubEnv("FIREWORKS_API_KEY", KEY);
  vi.stubEnv("FIREWORKS_BASE_URL", baseURL);
  const inFolder = (word: string) => (/\.(csv|jsonl?)$/.test(word) ? join(folder, word) : word);
  const run = async (args: string[], interruptAt?: string): Promise<Finished> => {
    const user = new AbortController();
    const [output, errors] = [new PassThrough(), new PassThrough()];
    const said = { out: "", err: "" };
    output.on("data", (data: Buffer) => (said.out += data.toString()));
    errors.on("data", (data: Buffer) => {
      said.err += data.toString();
      if (interruptAt !== undefined && said.err.includes(interruptAt)) user.abort();
    });
    const terminal = { output, progress: progressOn(errors), signal: user.signal };
    const code = await runCommand(args.map(inFolder), terminal);
    return { code, ...said };
  };
  const read = (file: string) => readFile(join(folder, file), "utf8");
  const write = (file: string, text: string) => writeFile(join(folder, file), text);
  return { run, read, write, server };
}

/** The files a page shows under their names, and its commands. */
async function pageOf(path: string) {
  const text = await readFile(
    fileURLToPath(new URL(`../../../../${path}`, import.meta.url)),
    "utf8",
  );
  const files = [...text.matchAll(/^`([\w.]+)`[:：]\n\n```\w+\n([^]*?)^```$/gm)];
  const blocks = [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block]) => block ?? "");
  const commands = blocks.flatMap((block) => block.trim().split("\n"));
  return { files: files.map(([, name = "", body = ""]) => ({ name, body })), commands };
}

/** Words of a command line, with double quotes. */
const words = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");

test("every command of the page works, one after the other", async () => {
  const { files, commands } = await pageOf("docs/guides/batch-command.md");
  const { run, read, write } = await workshop();
  for (const { name, body } of files) await write(name, body);
  expect(files).toHaveLength(2);
  expect(commands).toHaveLength(7);
  for (const command of commands) {
    const [npx, name, ...args] = words(command);
    expect([npx, name]).toEqual(["npx", "langchain-fireworks"]);
    const { code, out, err } = await run(args);
    expect({ command, code, err }).toMatchObject({ code: 0 });
    expect(out + err).not.toContain(KEY);
  }
  const [header, first, second] = (await read("answers.csv")).split("\n");
  expect(header).toBe("id,text,output,error,finish_reason,input_tokens,output_tokens,cost");
  expect(first).toMatch(/^r1,The lamp broke after a week\.,.+,,stop,\d+,\d+,/);
  expect(second).toMatch(/^r2,"Quiet, fast, worth it\.",/);
  const objects = (await read("objects.jsonl")).trim().split("\n");
  expect(objects.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { index: 0, output: { positive: expect.any(Boolean) as boolean } },
    { index: 1, output: { reason: expect.any(String) as string } },
  ]);
  expect(await read("reviews.csv.batch.json")).not.toContain(KEY);
});

test("the Chinese page has the same commands", async () => {
  const english = await pageOf("docs/guides/batch-command.md");
  expect(await pageOf("docs/zh/guides/batch-command.md")).toEqual(english);
});

test("an interrupted run goes on with the jobs it made, and makes none again", async () => {
  const { run, write, server } = await workshop({ batchTimings: { msPerRow: 1_000 } });
  await write("in.jsonl", '"One?"\n"Two?"\n');
  const args = ["batch", "run", "in.jsonl", "--model", MODEL, "--poll", "0.05"];
  const first = await run(args, "Submitted");
  expect(first).toMatchObject({ code: 130, out: "" });
  expect(first.err).toContain("the same command goes on from here");
  const second = await run(args);
  expect(second).toMatchObject({ code: 0 });
  expect(second.err).toContain("Going on with batch");
  expect(second.out.trim().split("\n")).toHaveLength(2);
  const made = server.journal.calls({ method: "POST", path: /batchInferenceJobs/ });
  expect(made).toHaveLength(1);
});

test("failed rows are exit code 1, are named, and answered by a retry", async () => {
  const faults = [{ match: { jobId: "*-a0-p0" }, failRows: ["1"] }];
  const { run, write } = await workshop({ batchFaults: faults });
  await write("in.csv", "prompt\nOne?\nTwo?\nThree?\n");
  const failed = await run(["batch", "run", "in.csv", "--model", MODEL, "--format", "jsonl"]);
  expect(failed.code).toBe(1);
  expect(failed.err).toContain("2 rows answered, 1 failed");
  const records = failed.out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(records[1]).toMatchObject({ index: 1, error: { message: expect.any(String) as string } });
  const retried = await run(["batch", "retry", "in.csv"]);
  expect(retried).toMatchObject({ code: 0 });
  expect(retried.err).toContain("3 rows answered, 0 failed");
});

test("bad rows are named before anything is sent, or left out", async () => {
  const { run, write, server } = await workshop();
  await write("in.jsonl", '{"text":"x"}\n{"prompt":"fine?"}\n');
  const refused = await run(["batch", "run", "in.jsonl", "--model", MODEL]);
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(/ row 0: .*neither `prompt` nor `messages`[^]*--skip-bad-rows/);
  expect(server.journal.requests).toHaveLength(0);
  const skipped = await run(["batch", "run", "in.jsonl", "--model", MODEL, "--skip-bad-rows"]);
  expect(skipped.err).toContain("1 rows answered, 1 failed");
});

test.each([
  [["batch", "run", "nowhere.csv", "--model", MODEL], 2, "nowhere.csv cannot be read"],
  [["batch", "run", "in.csv"], 2, "--model"],
  [["batch", "status", "in.csv"], 2, "Start with batch run"],
  [["nonsense"], 2, "only batch"],
])("%j ends with %d and says %s", async (args, code, message) => {
  const { run, write } = await workshop();
  await write("in.csv", "prompt\nHi\n");
  const finished = await run(args);
  expect(finished).toMatchObject({ code, out: "" });
  expect(finished.err).toContain(message);
});

test("a row of Fireworks' form asks with all of its request, and the model is the command's", async () => {
  const { run, write, server } = await workshop();
  const body = { model: "other", messages: [{ role: "user", content: "Hi" }], max_tokens: 3 };
  await write("in.jsonl", `${JSON.stringify({ custom_id: "a", body })}\n`);
  const { code, out } = await run(["batch", "run", "in.jsonl", "--model", MODEL]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ id: "a", finish_reason: "length", output_tokens: 3 });
  const [job] = server.journal.calls({ method: "POST", path: /batchInferenceJobs/ });
  expect(job?.body).toMatchObject({ model: MODEL });
});

test("a place that cannot be written to is refused before anything is sent", async () => {
  const { run, write, server } = await workshop();
  await write("in.jsonl", '"One?"\n');
  for (const flag of ["--out", "--state"]) {
    const args = ["batch", "run", "in.jsonl", "--model", MODEL, flag, "nowhere/file.jsonl"];
    const refused = await run(args);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("cannot be written");
  }
  expect(server.journal.requests).toHaveLength(0);
});

test("answers never stand beside rows that were changed after they were asked", async () => {
  const { run, write } = await workshop();
  await write("in.csv", "prompt\nOne?\n");
  await run(["batch", "run", "in.csv", "--model", MODEL]);
  await write("in.csv", "prompt\nSomething else?\n");
  const { out, err } = await run(["batch", "results", "in.csv"]);
  expect(out).toMatch(/^index,id,output,/);
  expect(out).not.toContain("Something else");
  expect(err).toContain("is not what was submitted");
});
