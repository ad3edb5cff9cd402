import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext } from "playwright-core";
import { programOnPath } from "../program-on-path.js";

/** The browser of the machine: `CHROMIUM_PATH`, or the first known name on the PATH. */
export const CHROMIUM_PATH: string | undefined = programOnPath(
  ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
  process.env.CHROMIUM_PATH,
);

/** Shown in the title of a skipped test. */
export const WHY_SKIPPED =
  CHROMIUM_PATH === undefined ? " (skipped: no Chromium on the PATH, set CHROMIUM_PATH)" : "";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A headless Chromium with a profile of its own, which goes away with it. */
export async function launchChromium(): Promise<{
  context: BrowserContext;
  close: () => Promise<void>;
}> {
  const profile = await mkdtemp(join(tmpdir(), "fireworks-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM_PATH ?? "",
    headless: true,
    args: ARGUMENTS,
  });
  const close = async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  };
  return { context, close };
}
