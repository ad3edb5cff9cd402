import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ChatFireworksFields } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import {
  type FireworksParameters,
  WIRE_NAMES,
} from "../../packages/langchain-fireworks/src/settings/parameters.js";
import { SETTING_NAMES } from "../../packages/langchain-fireworks/src/settings/settings.js";
import { ROOT } from "../../scripts/run-command.mjs";

type OtherField = Exclude<
  keyof ChatFireworksFields,
  keyof FireworksParameters | (typeof SETTING_NAMES)[number]
>;

/** A field that is missing or misspelt here does not compile. */
const OTHER_FIELDS: Record<OtherField, true> = {
  model: true,
  modelName: true,
  stopSequences: true,
  apiKey: true,
  fireworksApiKey: true,
  baseURL: true,
  defaultHeaders: true,
  fetch: true,
  fetchOptions: true,
  configuration: true,
  client: true,
  dangerouslyAllowBrowser: true,
  streaming: true,
  disableStreaming: true,
  streamLargeOutputs: true,
  tokenCounter: true,
  profile: true,
  onWarning: true,
  cache: true,
  callbacks: true,
  callbackManager: true,
  tags: true,
  metadata: true,
  verbose: true,
  maxConcurrency: true,
  outputVersion: true,
};

/** The rows of the three tables: the name and the cell after it. */
async function rowsOf(page: string): Promise<[name: string, next: string][]> {
  const text = await readFile(join(ROOT, page), "utf8");
  const tables = /<!-- parameters -->([\s\S]*)<!-- \/parameters -->/.exec(text)?.[1] ?? "";
  return [...tables.matchAll(/^\| `(\w+)` +\| ([^|]*)\|/gm)].map(([, name = "", next = ""]) => [
    name,
    next.trim(),
  ]);
}

describe.each(["docs/tasks/parameters.md", "docs/zh/tasks/parameters.md"])(
  "the tables of %s",
  (page) => {
    test("name every constructor field once (S31, A156)", async () => {
      const names = (await rowsOf(page)).map(([name]) => name);
      const fields = [...Object.keys(WIRE_NAMES), ...SETTING_NAMES, ...Object.keys(OTHER_FIELDS)];
      expect(names.toSorted()).toEqual(fields.toSorted());
    });

    test("give every request parameter Fireworks' own name", async () => {
      const next = new Map(await rowsOf(page));
      const wire = Object.keys(WIRE_NAMES).map((name) => [name, next.get(name)]);
      expect(wire).toEqual(
        Object.entries(WIRE_NAMES).map(([name, theirs]) => [name, `\`${theirs}\``]),
      );
    });
  },
);
