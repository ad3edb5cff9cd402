import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../../scripts/run-command.mjs";
import { extractCodeBlocks } from "../snippets/extract-snippets.js";

const KEY = "fw_typed_by_hand";
let folder = "";
let program = "";

/** The snippet of the page on credentials, plus a line that tells what ended up in the environment. */
beforeAll(async () => {
  const blocks = extractCodeBlocks(await readFile(join(ROOT, "docs/tasks/set-up.md"), "utf8"));
  const snippet = blocks.find(({ code }) => code.includes("createInterface"))?.code ?? "";
  folder = await mkdtemp(join(tmpdir(), "key-prompt-"));
  program = join(folder, "ask.mjs");
  const report = `console.log("length " + process.env.FIREWORKS_API_KEY?.length);`;
  await writeFile(program, `${snippet}\n${report}\n`);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command without a key and types one as soon as it is asked for. */
function runAndType(command: string, args: string[]): Promise<{ code: number; output: string }> {
  const { FIREWORKS_API_KEY: _, ...env } = process.env;
  const child = spawn(command, args, { env });
  let output = "";
  let typed = false;
  const read = (text: Buffer) => {
    output += text.toString();
    if (typed || !output.includes("Enter your Fireworks API key: ")) return;
    typed = true;
    child.stdin.write(`${KEY}\r`);
  };
  child.stdout.on("data", read);
  child.stderr.on("data", read);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? -1, output }));
  });
}

test("the prompt puts the key into the environment when input is piped (S21)", async () => {
  const { code, output } = await runAndType(process.execPath, [program]);
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toContain(`length ${KEY.length}`);
  expect(output).not.toContain(KEY);
});

test("the prompt never echoes the key in a terminal (S21)", async () => {
  const { code, output } = await runAndType("script", [
    "-qec",
    `"${process.execPath}" "${program}"`,
    "/dev/null",
  ]);
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toContain(`length ${KEY.length}`);
  expect(output).not.toContain(KEY);
});

test("a key that is set is not asked for again", async () => {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, FIREWORKS_API_KEY: KEY },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  for await (const text of child.stdout) output += String(text);
  expect(output).toBe(`length ${KEY.length}\n`);
});
