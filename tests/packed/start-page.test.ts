import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createFireworksLocal, type FireworksLocal } from "fireworks-local";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ROOT, runBin, runCommand } from "../../scripts/run-command.mjs";
import { extractCodeBlocks } from "../snippets/extract-snippets.js";

/** What a reader does who has this page alone, with the packed packages; its Chinese twin holds the same code. */
describe("docs/start.md", () => {
  const folder = join(inject("consumerFolder"), "start-page");
  const tapes = join(folder, "tapes");
  let page = "";
  let local: FireworksLocal;

  beforeAll(async () => {
    page = await readFile(join(ROOT, "docs/start.md"), "utf8");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    for (const { code } of extractCodeBlocks(page)) {
      const file = /^\/\/ (\S+\.js)\n/.exec(code)?.[1];
      if (file !== undefined) await writeFile(join(folder, file), code);
    }
    local = createFireworksLocal();
    await local.listen();
  });

  afterAll(() => local.close());

  const run = (file: string, baseURL = local.baseURL) =>
    runCommand(process.execPath, [join(folder, file)], {
      cwd: folder,
      env: { FIREWORKS_API_KEY: "fw_any", FIREWORKS_BASE_URL: baseURL, LANGSMITH_TRACING: "" },
    });

  test.each(["first.js", "ask.js", "support.js"])("%s prints what the page shows", async (file) => {
    const { code, output } = await run(file);
    expect(code, output).toBe(0);
    const shown = extractCodeBlocks(page).filter(({ language }) => language === "text");
    expect(shown.map((block) => block.code)).toContain(output.trim());
  });

  test("the journal says why support.js is busy, in the words of the page", async () => {
    local.journal.clear();
    await run("support.js");
    const { error } = local.journal.last({ status: 400 }).answer;
    expect(error).toBeTruthy();
    expect(page).toContain(error);
  });

  test("what ask.js was answered is recorded, and its test passes on that alone", async () => {
    const recorder = createFireworksLocal({
      upstream: { url: local.baseURL, apiKey: "fw_any" },
      record: tapes,
    });
    const { baseURL } = await recorder.listen();
    const asked = await run("ask.js", baseURL);
    await recorder.close();
    expect(asked.code, asked.output).toBe(0);
    expect(await readdir(tapes)).toHaveLength(2);

    const args = ["run", "--test-timeout=60000", "--root", folder, "agent.test.js"];
    const env = { FIREWORKS_API_KEY: "", FIREWORKS_BASE_URL: "", NO_COLOR: "1" };
    const { code, output } = await runBin("vitest/vitest.mjs", args, { cwd: folder, env });
    expect(code, output).toBe(0);
    expect(output).toContain("1 passed");
  });
});
