import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SETTING_NAMES } from "../../packages/langchain-fireworks/src/settings/settings.js";
import { PARAMETER_NAMES } from "../../packages/langchain-fireworks/src/settings/parameters.js";
import { ROOT } from "../../scripts/run-command.mjs";

const OWN_FIELDS = ["model", "apiKey", "baseURL", "defaultHeaders", "fetch", "client", "streaming"];
const OWN_OPTIONS = ["model", "tools", "tool_choice", "toolChoice", "headers"];
/** In a call these are LangChain's own options, which its reference describes. */
const LANGCHAIN_OPTIONS = new Set(["timeout", "stop", "maxRetries"]);

/** Property → description, from the tables that `npm run docs` writes. */
async function descriptionsOf(page: string): Promise<Map<string, string>> {
  const text = await readFile(join(ROOT, "docs/api/interfaces", page), "utf8");
  const rows = [...text.matchAll(/^\| <a id="property-[^"]*"><\/a> `(\w+)\??`.*$/gm)];
  return new Map(rows.map(([row, name = ""]) => [name, row.split(/(?<!\\)\|/)[3]?.trim() ?? ""]));
}

test("the API reference describes every constructor field (S2); `npm run docs` writes it", async () => {
  const described = await descriptionsOf("ChatFireworksFields.md");
  const names = [...PARAMETER_NAMES, ...SETTING_NAMES, ...OWN_FIELDS];
  expect(names.filter((name) => (described.get(name) ?? "-") === "-")).toEqual([]);
});

test("the API reference describes every call option of ours (S2)", async () => {
  const described = await descriptionsOf("ChatFireworksCallOptions.md");
  const names = [...PARAMETER_NAMES, ...SETTING_NAMES, ...OWN_OPTIONS];
  const own = names.filter((name) => !LANGCHAIN_OPTIONS.has(name));
  expect(own.filter((name) => (described.get(name) ?? "-") === "-")).toEqual([]);
});
