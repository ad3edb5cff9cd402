import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHROMIUM_PATH, WHY_SKIPPED } from "../browser/chromium.js";
import { expectAccessible, openPlayground, type Playground } from "./playground-page.js";

describe.skipIf(CHROMIUM_PATH === undefined)(`measuring in the playground${WHY_SKIPPED}`, () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground({ latency: { firstTokenMs: 20, betweenTokensMs: 3 } });
  });
  afterAll(() => playground.close());
  beforeEach(async () => {
    const { page } = playground;
    await page.reload();
    await page.getByRole("textbox", { name: "Message" }).waitFor();
  });

  const ask = async (text: string): Promise<void> => {
    const { page } = playground;
    await page.getByRole("textbox", { name: "Message" }).fill(text);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Ask again" }).waitFor();
  };
  const openDetails = () => playground.page.getByText("Measure and look inside").first().click();
  const figure = (name: string) =>
    playground.page.getByRole("row", { name }).getByRole("cell").first().textContent();

  test("an answer has its figures, a plot of its gaps, and both in words", async () => {
    const { page } = playground;
    await ask("Write a story of the sea.");
    await openDetails();
    expect(await figure("Time to first token")).toMatch(/^\d[\d.]* m?s$/);
    expect(await figure("Speed after the first token")).toMatch(/tokens\/s$/);
    expect(await figure("Cost at Fireworks")).toMatch(/\$.*2026-10-07, https:\/\/fireworks.ai/);
    expect(await figure("Finish reason")).toBe("stop");
    expect(await figure("server-time-to-first-token")).toMatch(/header/);
    const plot = page.getByRole("img", { name: /gaps between tokens: shortest/ });
    const drawn = await plot.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
      const { data } =
        canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
      return data?.some((byte) => byte > 0) ?? false;
    });
    expect(drawn).toBe(true);
    await page.getByText("Gaps as a table").click();
    await page.getByRole("columnheader", { name: "Median" }).waitFor();
  });

  test("the exact request and the raw events are there, without a key, and go out as a program", async () => {
    const { page, server } = playground;
    await ask("Say `${this}`.");
    await openDetails();
    await page.getByRole("tab", { name: "Request" }).click();
    const request = page.getByRole("tabpanel", { name: "Request" });
    await request.getByText("Bearer [redacted]").waitFor();
    const body = await request.getByRole("region", { name: "Request body" }).textContent();
    expect(JSON.parse(body ?? "")).toEqual(server.requests.at(-1)?.body);
    await page.getByRole("tab", { name: "Events" }).click();
    const events = page.getByRole("listbox", { name: "Events of the answer" });
    await page.getByRole("searchbox", { name: "Search events" }).fill("[DONE]");
    await events.focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("region", { name: "Chosen event" }).getByText("[DONE]").waitFor();
    await page.getByRole("tab", { name: "Copy as" }).click();
    const program = page.getByRole("region", { name: "Program" });
    expect(await program.textContent()).toContain("new ChatFireworks({");
    await page.getByLabel("Program for").selectOption("curl (POSIX shell)");
    await page.getByLabel("Sent to").selectOption("Fireworks");
    expect(await program.textContent()).toContain("'https://api.fireworks.ai/inference/v1/chat");
    expect(await program.textContent()).not.toContain("fw_");
  });

  test("two answers are asked together, compared figure by figure, and pass axe in both themes", async () => {
    const { page, complaints, server } = playground;
    const before = server.requests.length;
    await page.getByRole("button", { name: /side by side/i }).click();
    await ask("Two of you.");
    expect(server.requests.length - before).toBe(2);
    const table = page.getByRole("table", { name: /The answers compared/ });
    expect(await table.getByRole("columnheader").count()).toBe(3);
    for (const details of await page.getByText("Measure and look inside").all())
      await details.click();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await page.setViewportSize({ width: 360, height: 740 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  });
});
