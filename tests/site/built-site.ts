import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { ROOT } from "../../scripts/run-command.mjs";
import { buildSite } from "../../scripts/site.mjs";
import { launchChromium } from "../browser/chromium.js";
import { serveFiles } from "../browser/static-server.js";

export const DIST = join(ROOT, "docs/.vitepress/dist");

/** The file for an address of the site, as any static host finds it. */
const fileOf = (path: string): string =>
  join(DIST, decodeURI(path.endsWith("/") ? `${path}index.html` : path));

export interface BuiltSite {
  origin: string;
  context: BrowserContext;
  page: Page;
  /** Every address that was asked for. */
  requests: string[];
  /** What a person would find in the browser's console as an error. */
  complaints: string[];
  close(): Promise<void>;
}

/** The site as it is built, served, and open in a browser. */
export async function openSite(): Promise<BuiltSite> {
  const { code, output } = await buildSite();
  if (code !== 0) throw new Error(output);
  const server = await serveFiles((path) => readFile(fileOf(path)));
  const browser = await launchChromium();
  const page = await browser.context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  const close = async () => {
    await browser.close();
    await server.close();
  };
  return { origin: server.origin, context: browser.context, page, requests, complaints, close };
}
