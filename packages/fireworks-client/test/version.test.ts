import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { VERSION } from "fireworks-client";

test("A127: the version in the code is the package's", () => {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  expect(VERSION).toBe((JSON.parse(text) as { version: string }).version);
});
