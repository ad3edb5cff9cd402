import { readdir, readFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { ROOT } from "../../scripts/run-command.mjs";
import { PACKAGE_NAMES } from "./pack-once.js";

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

/** Every module named by `import`, `export … from`, `import()` or `require()` in the built code and types. */
async function bareImportsOf(name: string): Promise<Set<string>> {
  const found = new Set<string>();
  for (const file of await filesOf(name)) {
    if (!/\.(js|cjs|d\.ts|d\.cts)$/.test(file)) continue;
    // Comments may hold examples, which import what their reader has installed.
    const code = (await readFile(join(folderOf(name), file), "utf8"))
      .replaceAll(/\/\*[\s\S]*?\*\//g, "")
      .replaceAll(/^\s*\/\/.*$/gm, "");
    const imports =
      /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)(["'])((?:@|node:)?[a-z][\w./-]*)\1/g;
    for (const [, , specifier = ""] of code.matchAll(imports)) found.add(specifier);
  }
  return found;
}

const packageOf = (specifier: string) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

const isNodeBuiltIn = (specifier: string) =>
  specifier.startsWith("node:") || builtinModules.includes(specifier);

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

test.each(["fireworks-client", "langchain-fireworks"])(
  "D32: %s imports no Node built-in",
  async (name) => {
    expect([...(await bareImportsOf(name))].filter(isNodeBuiltIn)).toEqual([]);
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
