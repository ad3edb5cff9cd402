import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readCliOptions } from "../src/cli/cli-options.js";
import { local } from "./local.js";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const containerfile = read("Containerfile");
const manifest = JSON.parse(read("package.json")) as {
  bin: Record<string, string>;
  files: string[];
};

function instruction(name: string): string[] {
  const [, list = "[]"] = new RegExp(`^${name} (\\[.*\\])$`, "m").exec(containerfile) ?? [];
  return JSON.parse(list) as string[];
}

test("the container starts the package's own command, on every address", () => {
  const [node, script, ...args] = instruction("ENTRYPOINT");
  expect(node).toBe("node");
  expect(`.${script?.replace("/opt/fireworks-local", "")}`).toBe(manifest.bin["fireworks-local"]);
  expect(readCliOptions(args)).toMatchObject({ where: { host: "0.0.0.0", port: 4141 } });
  expect(containerfile).toContain("\nEXPOSE 4141\n");
  expect(containerfile).toMatch(/^FROM node:20-\w+-slim$/m);
  expect(containerfile).toContain("\nUSER node\n");
  expect(manifest.files).toContain("Containerfile");
});

test("the container asks for its health where there is some", async () => {
  const [, address = ""] = /fetch\('([^']+)'\)/.exec(containerfile) ?? [];
  expect(new URL(address).port).toBe("4141");
  expect((await local().fetch(address)).status).toBe(200);
});
