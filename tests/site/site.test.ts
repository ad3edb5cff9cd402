import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM_PATH, WHY_SKIPPED } from "../browser/chromium.js";
import { expectAccessible } from "../playground/playground-page.js";
import { type BuiltSite, openSite } from "./built-site.js";

const PAGES = ["", "guides/agents.html", "numbers/"];

describe.skipIf(CHROMIUM_PATH === undefined)(`the site in Chromium${WHY_SKIPPED}`, () => {
  let site: BuiltSite;
  let page: Page;
  beforeAll(async () => {
    site = await openSite();
    page = site.page;
    // Colours that are on their way from light to dark are neither.
    await page.emulateMedia({ reducedMotion: "reduce" });
  });
  afterAll(() => site?.close());

  /** Opens a page and waits until it is alive. */
  async function open(path: string): Promise<void> {
    await page.goto(`${site.origin}/${path}`);
    await page.waitForFunction(() => "__vue_app__" in (document.querySelector("#app") ?? {}));
  }

  async function search(path: string, words: string): Promise<(string | null)[]> {
    await open(path);
    await page.locator("#local-search button").click();
    await page.locator("#localsearch-input").fill(words);
    const results = page.locator("#localsearch-list a.result");
    await results.first().waitFor();
    return results.evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  }

  const pagesOf = (links: (string | null)[]) => links.map((link) => link?.split("#")[0]);

  test("a Chinese word of two characters within a sentence finds its page", async () => {
    // 调用等待期间机器时钟被拨快或拨慢六小时：…
    expect(pagesOf(await search("zh/", "拨快"))).toContain("/zh/numbers/torture.html");
    expect(pagesOf(await search("zh/", "提示缓存"))[0]).toBe("/zh/guides/prompt-caching.html");
  });

  test("a Chinese page is not found in English, and an English word finds its page", async () => {
    const links = pagesOf(await search("", "FireworksRateLimitError"));
    expect(links).toContain("/api/classes/FireworksRateLimitError.html");
    expect(links.filter((link) => link?.startsWith("/zh/"))).toEqual([]);
  });

  test("the menu of languages leads to the same page, and from the API reference home", async () => {
    const other = (lang: string) => page.locator(`.VPNavBarTranslations a`, { hasText: lang });
    await open("guides/agents.html");
    expect(await other("简体中文").getAttribute("href")).toBe("/zh/guides/agents.html");
    await open("zh/numbers/");
    expect(await other("English").getAttribute("href")).toBe("/numbers/");
    await open("api/classes/Fireworks.html");
    expect(await other("简体中文").getAttribute("href")).toBe("/zh/");
  });

  const themed = ["", "zh/"].flatMap((folder) => PAGES.map((path) => `${folder}${path}`));

  test.each(themed)("axe finds nothing serious on /%s, in light and in dark", async (path) => {
    await open(path);
    await expectAccessible(page);
    await inDark(page, () => expectAccessible(page));
  });

  test("code is coloured, otherwise in dark than in light", async () => {
    await open("guides/agents.html");
    const light = await colours(page);
    const dark = await inDark(page, () => colours(page));
    expect(new Set(light).size).toBeGreaterThan(2);
    expect(new Set(dark).size).toBeGreaterThan(2);
    expect(dark).not.toEqual(light);
  });

  test("nothing was asked of another origin, and nothing failed", () => {
    const outside = site.requests.filter(
      (url) => !url.startsWith("data:") && !url.startsWith(site.origin),
    );
    expect(site.requests.length).toBeGreaterThan(50);
    expect(outside).toEqual([]);
    expect(site.complaints).toEqual([]);
  });
});

const colours = (page: Page) =>
  page
    .locator("div.language-ts code span span")
    .evaluateAll((spans) => spans.map((span) => getComputedStyle(span).color));

async function inDark<Result>(page: Page, look: () => Promise<Result>): Promise<Result> {
  const toggle = (isDark: boolean) =>
    page.evaluate((dark) => document.documentElement.classList.toggle("dark", dark), isDark);
  await toggle(true);
  try {
    return await look();
  } finally {
    await toggle(false);
  }
}
