import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../../scripts/run-command.mjs";
import { CHROMIUM_PATH, WHY_SKIPPED } from "../browser/chromium.js";
import { openPlayground, type Playground } from "./playground-page.js";

/** The pictures of the documentation; `npm run screenshots` takes them anew. */
const FOLDER = join(ROOT, "docs/public");
const isWriting = process.env.SCREENSHOTS === "write";
const SIZE = { width: 1280, height: 800 };

const QUESTION = "Which moons has Mars?";
const ANSWER =
  "Mars has **two** moons:\n\n1. *Phobos*, the inner one, about 22 km across\n2. *Deimos*, about 12 km across\n\nBoth were found in 1877.";

/** A PNG says its size at a fixed place. */
const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

/** The same steps with and without writing, so that a picture that cannot be taken any more fails a test. */
async function picture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  const taken = await page.screenshot({ animations: "disabled" });
  const path = join(FOLDER, name);
  if (isWriting) {
    await mkdir(FOLDER, { recursive: true });
    await writeFile(path, taken);
  }
  expect(sizeOf(taken)).toEqual(SIZE);
  expect(sizeOf(await readFile(path))).toEqual(SIZE);
}

describe.skipIf(CHROMIUM_PATH === undefined)(`pictures of the playground${WHY_SKIPPED}`, () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground({
      latency: { firstTokenMs: 60, betweenTokensMs: 3, jitter: 0.6 },
      scripts: [
        {
          when: { user: QUESTION },
          answer: { reasoning: "Phobos and Deimos, found by Hall in 1877.", content: ANSWER },
        },
      ],
    });
    await playground.page.setViewportSize(SIZE);
    await playground.page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  });
  afterAll(() => playground.close());

  test("an answer with its thoughts, the probability of each token, and what was measured", async () => {
    const { page } = playground;
    await page.getByLabel("Probabilities of tokens").check();
    await page.getByRole("textbox", { name: "Message" }).fill(QUESTION);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Ask again" }).waitFor();
    await page.getByText("Measure and look inside").click();
    await page.getByRole("tab", { name: "Measure" }).waitFor();
    await page.getByRole("region", { name: "Messages" }).evaluate((turns) => turns.scrollTo(0, 0));
    await picture(page, "playground.png");
  });

  test("an application's refused request in the journal, explained by field", async () => {
    const { page, server } = playground;
    for (const body of [
      { max_token: 100, messages: [{ role: "user", content: "Plan my day" }] },
      { max_tokens: 100, messages: [{ role: "user", content: "Plan my day" }] },
    ])
      await fetch(`${server.baseURL}/chat/completions`, {
        method: "POST",
        headers: { authorization: "Bearer fw_app", "content-type": "application/json" },
        body: JSON.stringify({ model: "accounts/fireworks/models/kimi-k3", ...body }),
      }).then((response) => response.text());
    await page.getByRole("tab", { name: "Watch" }).click();
    await page.getByText("field: 'max_token'").click();
    await page.getByText("Did you mean").first().waitFor();
    await picture(page, "playground-watch.png");
  });
});
