import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM_PATH, WHY_SKIPPED } from "../browser/chromium.js";
import { expectAccessible, openPlayground, type Playground } from "./playground-page.js";

describe.skipIf(CHROMIUM_PATH === undefined)(`settings of the playground${WHY_SKIPPED}`, () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground();
  });
  afterAll(() => playground.close());

  test("every parameter is there by Fireworks' name, found by words, and told when it would be refused", async () => {
    const { page } = playground;
    await page.getByRole("searchbox", { name: "Find a parameter" }).fill("nucleus");
    expect(await page.locator(".parameter label").allTextContents()).toEqual(["top_p"]);
    await page.getByLabel("top_p", { exact: true }).fill("3");
    await page.getByText("Input should be less than or equal to 1").waitFor();
    await page.getByRole("button", { name: "Reset (1)" }).click();
    expect(await page.getByLabel("top_p", { exact: true }).inputValue()).toBe("");
    await page.getByRole("searchbox", { name: "Find a parameter" }).fill("");
  });

  test("a schema and a grammar are edited with their mistakes told", async () => {
    const { page } = playground;
    await page.getByLabel("Form of the answer").selectOption("JSON of a schema");
    await page.getByRole("textbox", { name: "JSON Schema" }).fill('{\n  "type": oops\n}');
    await page.locator(".problem", { hasText: "Line 2:" }).waitFor();
    await page.getByLabel("Form of the answer").selectOption("Grammar (GBNF)");
    await page.getByRole("textbox", { name: "Grammar" }).fill("root ::= missing");
    await page.locator(".problem", { hasText: "'missing'" }).waitFor();
  });

  test("axe finds nothing serious, with every group open, in light and dark and on a narrow screen", async () => {
    const { page, complaints } = playground;
    await page.locator(".settings details").evaluateAll((all) => {
      for (const group of all) group.setAttribute("open", "");
    });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await page.setViewportSize({ width: 360, height: 740 });
    await expectAccessible(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  });
});
