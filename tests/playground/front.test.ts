import { createFireworksLocal } from "fireworks-local";
import { afterEach, describe, expect, test } from "vitest";
import { CHROMIUM_PATH, WHY_SKIPPED } from "../browser/chromium.js";
import { expectAccessible, openPlayground, type Playground } from "./playground-page.js";

const NOT_A_MODEL = "Not a language model";
const HELD_KEY = "fw_held_by_the_server_123456";

describe.skipIf(CHROMIUM_PATH === undefined)(`who answers in the playground${WHY_SKIPPED}`, () => {
  let playground: Playground | undefined;
  afterEach(async () => {
    expect(playground?.complaints).toEqual([]);
    await playground?.close();
  });

  test("an upstream is chosen and left again, and its key never reaches the page", async () => {
    const engine = createFireworksLocal({ apiKeys: [HELD_KEY] });
    const { baseURL } = await engine.listen();
    playground = await openPlayground({ upstream: { url: baseURL, apiKey: HELD_KEY } });
    const { page } = playground;
    const told: string[] = [];
    page.on("response", (response) => {
      told.push(JSON.stringify(response.headers()));
      // What is still open when the page closes was read by nobody.
      void response.text().then((text) => told.push(text), String);
    });
    await page.reload();
    const chooser = page.getByLabel("Who answers");
    expect(await chooser.inputValue()).toBe("upstream");
    await page.getByRole("textbox", { name: "Message" }).fill("Hello");
    await page.keyboard.press("Enter");
    await engine.journal.waitFor({ path: "/chat/completions", end: "complete" });
    await chooser.selectOption("engine");
    await page.getByText(NOT_A_MODEL).first().waitFor();
    expect(engine.requests.filter(({ path }) => path.endsWith("/chat/completions"))).toHaveLength(
      1,
    );
    expect(told.join("\n")).toContain('"upstream"');
    expect(told.join("\n")).not.toContain(HELD_KEY);
    await engine.close();
  });

  test("a server with an admin token and keys of its own asks for both, and keeps neither", async () => {
    playground = await openPlayground({ adminToken: "open-sesame", apiKeys: ["fw_only_this"] });
    const { page, server } = playground;
    await page.getByLabel("Admin token").fill("open-sesame");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Unlock" }).click();
    await page.getByLabel("API key of this server").fill("fw_only_this");
    await page.getByRole("button", { name: "Use", exact: true }).click();
    await page.getByRole("textbox", { name: "Message" }).fill("Hello");
    await page.keyboard.press("Enter");
    await server.journal.waitFor({ path: "/chat/completions", status: 200 });
    const stored = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    );
    expect(stored).not.toMatch(/open-sesame|fw_only_this/);
  });
});
