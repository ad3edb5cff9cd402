import { join } from "node:path";
import { createFireworksLocal } from "fireworks-local";
import type { FireworksClient } from "fireworks-client";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../../scripts/run-command.mjs";
import { CHROMIUM_PATH, launchChromium, WHY_SKIPPED } from "./chromium.js";
import { fromFolder, serveFiles } from "./static-server.js";

/** What the page puts on `window`: the built ESM files, as a browser loads them. */
interface PageWindow {
  fireworks: { FireworksClient: typeof FireworksClient };
}

const PAGE = `<!doctype html><link rel="icon" href="data:,">
<script type="module">window.fireworks = await import("/client/index.js");</script>`;
const REQUEST = {
  model: "accounts/fireworks/models/deepseek-v4p1-flash",
  messages: [{ role: "user" as const, content: "Hello" }],
};

describe.skipIf(CHROMIUM_PATH === undefined)(`fireworks-client in Chromium${WHY_SKIPPED}`, () => {
  const api = createFireworksLocal({
    // A long stream, so that leaving it early is leaving something unfinished.
    latency: { betweenTokensMs: 5 },
    scripts: [{ when: { user: "Count" }, answer: { content: "one two three ".repeat(200) } }],
  });
  const closing: (() => Promise<void>)[] = [];
  let page: Page;
  let options: { baseURL: string };

  beforeAll(async () => {
    const { baseURL } = await api.listen();
    const client = fromFolder(join(ROOT, "packages/fireworks-client/dist"), "/client/");
    const site = await serveFiles((path) => (path === "/" ? PAGE : client(path)));
    const browser = await launchChromium();
    closing.push(browser.close, site.close, () => api.close());
    options = { baseURL };
    page = await browser.context.newPage();
    await page.goto(site.origin);
    await page.waitForFunction(() => "fireworks" in window);
  });
  afterAll(() => Promise.all(closing.map((close) => close())));

  test("answers across origins, with the response headers readable (CORS)", async () => {
    const [text, prompt] = await page.evaluate(
      async ({ baseURL, request }) => {
        const { FireworksClient: Client } = (window as unknown as PageWindow).fireworks;
        const client = new Client({ baseURL, apiKey: () => "fw_browser" });
        const { data, response } = await client.chat.completions.create(request).withResponse();
        return [data.choices[0]?.message.content, response.timings.promptTokens] as const;
      },
      { ...options, request: REQUEST },
    );
    expect(text).toBeTruthy();
    expect(prompt).toBeGreaterThan(0);
  });

  test("streams the same text in several chunks", async () => {
    const [whole, pieces] = await page.evaluate(
      async ({ baseURL, request }) => {
        const { FireworksClient: Client } = (window as unknown as PageWindow).fireworks;
        const client = new Client({ baseURL, apiKey: () => "fw_browser" });
        const completion = await client.chat.completions.create(request);
        const stream = await client.chat.completions.create({ ...request, stream: true });
        const texts: string[] = [];
        for await (const chunk of stream) texts.push(chunk.choices?.[0]?.delta.content ?? "");
        return [completion.choices[0]?.message.content, texts.filter(Boolean)] as const;
      },
      { ...options, request: REQUEST },
    );
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join("")).toBe(whole);
  });

  test("an abort ends the stream with a FireworksAbortError", async () => {
    const outcome = await page.evaluate(
      async ({ baseURL, model }) => {
        const { FireworksClient: Client } = (window as unknown as PageWindow).fireworks;
        const client = new Client({ baseURL, apiKey: () => "fw_browser" });
        const controller = new AbortController();
        const messages = [{ role: "user" as const, content: "Count" }];
        let chunks = 0;
        try {
          const stream = await client.chat.completions.create(
            { model, messages, stream: true },
            { signal: controller.signal },
          );
          for await (const chunk of stream) {
            chunks += chunk.choices?.length ?? 0;
            if (chunks === 3) controller.abort();
          }
        } catch (error) {
          return { name: (error as Error).name, chunks };
        }
        return { name: "no error", chunks };
      },
      { ...options, model: REQUEST.model },
    );
    expect(outcome.name).toBe("AbortError");
    expect(outcome.chunks).toBeLessThan(100);
  });

  test("a literal key in a page is refused unless the caller asks for it (A23)", async () => {
    const [refused, allowed] = await page.evaluate(({ baseURL }) => {
      const { FireworksClient: Client } = (window as unknown as PageWindow).fireworks;
      const attempt = (dangerouslyAllowBrowser: boolean) => {
        try {
          return new Client({ baseURL, apiKey: "fw_x", dangerouslyAllowBrowser }).baseURL;
        } catch (error) {
          return (error as Error).message;
        }
      };
      return [attempt(false), attempt(true)] as const;
    }, options);
    expect(refused).toContain("dangerouslyAllowBrowser");
    expect(allowed).toBe(options.baseURL);
  });
});
