import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { ROOT } from "../../scripts/run-command.mjs";
import { bareImportsFrom, isNodeBuiltIn, specifiersIn } from "./imports.js";
import { PACKAGE_NAMES } from "../../scripts/pack-packages.mjs";
import { entriesOf } from "./entries.js";

interface Manifest {
  version: string;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const nodeModules = join(inject("consumerFolder"), "node_modules");
const folderOf = (name: string) => join(nodeModules, name);

async function filesOf(name: string): Promise<string[]> {
  const entries = await readdir(folderOf(name), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folderOf(name).length + 1));
}

async function manifestOf(name: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folderOf(name), "package.json"), "utf8")) as Manifest;
}

/** A page of one bundle, which holds programs as text, for its reader to copy. */
const PAGE = join("dist", "playground");

/** Every package and built-in that is named anywhere in the built code and types. */
async function bareImportsOf(name: string): Promise<Set<string>> {
  const files = (await filesOf(name)).filter(
    (file) => /\.(js|cjs|d\.ts|d\.cts)$/.test(file) && !file.startsWith(PAGE),
  );
  const found = await Promise.all(files.map((file) => specifiersIn(join(folderOf(name), file))));
  return new Set(found.flat().filter((specifier) => !specifier.startsWith(".")));
}

const packageOf = (specifier: string) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

/** What a package ships beside the code. */
const EXTRAS: Partial<Record<string, string[]>> = {
  "fireworks-local": ["Containerfile", "schema"],
};

describe.each(PACKAGE_NAMES)("the tarball of %s", (name) => {
  test("holds dist, README, LICENSE, package.json and what it lists, and nothing else", async () => {
    const files = await filesOf(name);
    const top = new Set(files.map((file) => file.split("/")[0]));
    const always = ["LICENSE", "README.md", "dist", "package.json"];
    expect([...top].toSorted()).toEqual([...always, ...(EXTRAS[name] ?? [])].toSorted());
  });

  test("carries the licence of the workspace", async () => {
    const own = await readFile(join(folderOf(name), "LICENSE"), "utf8");
    expect(own).toBe(await readFile(join(ROOT, "LICENSE"), "utf8"));
  });

  test("imports only what its package.json declares", async () => {
    const { dependencies = {}, peerDependencies = {} } = await manifestOf(name);
    const declared = new Set([
      name,
      ...Object.keys(dependencies),
      ...Object.keys(peerDependencies),
    ]);
    const packages = [...(await bareImportsOf(name))].filter((item) => !isNodeBuiltIn(item));
    expect(packages.filter((item) => !declared.has(packageOf(item)))).toEqual([]);
  });

  test("needs no dependency that its code does not import", async () => {
    const { dependencies = {}, peerDependencies = {} } = await manifestOf(name);
    const imported = new Set([...(await bareImportsOf(name))].map(packageOf));
    const declared = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
    expect(declared.filter((item) => !imported.has(item))).toEqual([]);
  });
});

/** The entries that are for Node alone. All others run in browsers and at the edge. */
const FOR_NODE = ["fireworks-client/undici", "langchain-fireworks/batch"];

test.each(await entriesOf("fireworks-client", "langchain-fireworks"))(
  "D32: $specifier reaches a Node built-in only if it is for Node",
  async ({ specifier, files }) => {
    for (const file of files) {
      const builtIns = [...(await bareImportsFrom(file))].filter(isNodeBuiltIn);
      expect(builtIns.length > 0, builtIns.join()).toBe(FOR_NODE.includes(specifier));
    }
  },
);

test("the three packages have one version, and name each other by it", async () => {
  const manifests = await Promise.all(PACKAGE_NAMES.map(manifestOf));
  const versions = new Set(manifests.map((manifest) => manifest.version));
  expect(versions.size).toBe(1);
  const named = manifests.flatMap(({ dependencies = {} }) =>
    PACKAGE_NAMES.map((name) => dependencies[name]).filter((version) => version !== undefined),
  );
  expect(named.filter((version) => !versions.has(version))).toEqual([]);
});
