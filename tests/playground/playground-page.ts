import axe from "axe-core";
import {
  createFireworksLocal,
  type FireworksLocal,
  type FireworksLocalOptions,
} from "fireworks-local";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { launchChromium } from "../browser/chromium.js";

/** The playground of a server of its own, open in a browser. */
export interface Playground {
  server: FireworksLocal;
  page: Page;
  /** Everything a person would find in the browser's console as an error, and every refusal of the policy. */
  complaints: string[];
  close(): Promise<void>;
}

/** One browser, one server and one page, for the tests of a file. */
export async function openPlayground(options: FireworksLocalOptions = {}): Promise<Playground> {
  const server = createFireworksLocal(options);
  const { url } = await server.listen();
  const browser = await launchChromium();
  const page = await browser.context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    // A refused request is a line in the console too; the page shows it itself.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== url)
      complaints.push(`The page asked ${request.url()}`);
  });
  await page.goto(url);
  await page.getByRole("tab", { name: "Talk" }).waitFor();
  const close = async (): Promise<void> => {
    await browser.close();
    await server.close();
  };
  return { server, page, complaints, close };
}

/** Axe finds nothing serious, by WCAG 2.2 AA, in the part that is asked for (default: the whole page). */
export async function expectAccessible(page: Page, part = "html"): Promise<void> {
  // By the debugger, not as a script element: the page's policy allows only its own.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async (selector) => {
    const { axe: tester } = window as unknown as { axe: typeof axe };
    const { violations } = await tester.run(selector, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ html }) => html) }));
  }, part);
  expect(found).toEqual([]);
}
