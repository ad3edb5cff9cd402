import { createFireworksLocal } from "fireworks-local";
import type { ChatFireworks } from "langchain-fireworks";
import { afterAll, describe, expect, test } from "vitest";
import { bundleChatModel } from "./chat-model-bundle.js";
import { CHROMIUM_PATH, launchChromium, WHY_SKIPPED } from "./chromium.js";
import { serveFiles } from "./static-server.js";

interface PageWindow {
  langchain: { ChatFireworks: typeof ChatFireworks };
}

const PAGE = `<!doctype html><link rel="icon" href="data:,">
<script type="module">window.langchain = await import("/bundle.js");</script>`;

describe("D32: langchain-fireworks for browsers", () => {
  const closing: (() => Promise<void>)[] = [];
  afterAll(() => Promise.all(closing.map((close) => close())));

  test("bundles with esbuild, and with the built packages, without a Node built-in", async () => {
    const { metafile } = await bundleChatModel();
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.filter((input) => input.startsWith("node:"))).toEqual([]);
    expect(inputs).toContain("packages/langchain-fireworks/dist/index.js");
    expect(inputs).toContain("packages/fireworks-client/dist/index.js");
  });

  test.skipIf(CHROMIUM_PATH === undefined)(
    `ChatFireworks invokes and streams in Chromium${WHY_SKIPPED}`,
    async () => {
      const api = createFireworksLocal();
      const { baseURL } = await api.listen();
      const { code } = await bundleChatModel();
      const site = await serveFiles((path) => (path === "/bundle.js" ? code : PAGE));
      const browser = await launchChromium();
      closing.push(browser.close, site.close, () => api.close());
      const page = await browser.context.newPage();
      await page.goto(site.origin);
      await page.waitForFunction(() => "langchain" in window);
      const [whole, streamed] = await page.evaluate(async (url) => {
        const { ChatFireworks: Chat } = (window as unknown as PageWindow).langchain;
        const model = "accounts/fireworks/models/deepseek-v4p1-flash";
        const chat = new Chat({ model, baseURL: url, apiKey: () => "fw_browser" });
        const answer = await chat.invoke("Hello");
        let text = "";
        for await (const chunk of await chat.stream("Hello")) text += chunk.text;
        return [answer.text, text] as const;
      }, baseURL);
      expect(whole).not.toBe("");
      expect(streamed).toBe(whole);
    },
  );
});
