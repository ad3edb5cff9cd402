import { CHROMIUM_PATH, launchChromium } from "../browser/chromium.js";
import { serveFiles } from "../browser/static-server.js";
import { bundleProgram } from "./bundle.js";
import type { SmokeRun, SmokeSettings } from "./smoke-run.js";

interface PageWindow {
  runSmoke(settings: SmokeSettings): Promise<SmokeRun>;
}

const PAGE = `<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>`;

/** The page is of another origin than the server: every call is one across origins. */
export async function runInChromium(consumer: string, settings: SmokeSettings): Promise<SmokeRun> {
  if (CHROMIUM_PATH === undefined) throw new Error("No Chromium on the PATH; set CHROMIUM_PATH.");
  const code = await bundleProgram(consumer, "page.mjs");
  const site = await serveFiles((path) => (path === "/page.js" ? code : PAGE));
  const browser = await launchChromium();
  try {
    const page = await browser.context.newPage();
    await page.goto(site.origin);
    await page.waitForFunction(() => "runSmoke" in window);
    return await page.evaluate(
      (given) => (window as unknown as PageWindow).runSmoke(given),
      settings,
    );
  } finally {
    await browser.close();
    await site.close();
  }
}
