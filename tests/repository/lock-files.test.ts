import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PACKAGE_NAMES } from "../../scripts/pack-packages.mjs";
import { ROOT, runCommand } from "../../scripts/run-command.mjs";

interface LockedPackage {
  integrity?: string;
  resolved?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  version?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

type Locked = Record<string, LockedPackage>;

const jsonOf = async (file: string): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(join(ROOT, file), "utf8")) as Record<string, unknown>;

const lockOf = async (file: string): Promise<Locked> => (await jsonOf(file)).packages as Locked;

const { output } = await runCommand("git", [
  "ls-files",
  "--cached",
  "--others",
  "--exclude-standard",
  "*package-lock.json",
]);
const LOCKS = [...new Set(output.split("\n").filter(Boolean))];

test("the workspace and each folder with runtimes or peers of its own has a lock file", () => {
  expect(LOCKS).toEqual(
    expect.arrayContaining(["package-lock.json", "tests/runtimes/package-lock.json"]),
  );
});

describe.each(LOCKS)("%s", (file) => {
  test("says of every package what its bytes must be, and of none where they come from", async () => {
    const packages = Object.entries(await lockOf(file));
    const installed = packages.filter(
      ([path, { link }]) => path.includes("node_modules/") && !link,
    );
    expect(installed.length).toBeGreaterThan(5);
    expect(installed.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]);
    // Links lead to folders of the workspace.
    const addresses = packages.flatMap(([, { resolved }]) => resolved ?? []);
    expect(addresses.filter((address) => !/^(?:packages|tests)\//.test(address))).toEqual([]);
  });

  test("is beside settings that run no scripts, or a list that lets none run", async () => {
    const folder = file.replace(/package-lock\.json$/, "");
    const settings = await readFile(join(ROOT, folder, ".npmrc"), "utf8").catch(() => "");
    const manifest = await jsonOf(`${folder}package.json`);
    const allowed = Object.entries((manifest.allowScripts ?? {}) as Record<string, boolean>);
    expect(allowed.filter(([, isAllowed]) => isAllowed)).toEqual([]);
    const locked = Object.entries(await lockOf(file));
    const withScripts = locked.filter(([, { hasInstallScript }]) => hasInstallScript);
    const named = new Set(allowed.map(([name]) => name));
    const unnamed = withScripts.filter(
      ([path]) => !named.has(path.split("node_modules/").at(-1) ?? ""),
    );
    expect(settings.includes("ignore-scripts=true") ? [] : unnamed).toEqual([]);
  });
});

describe("what users of the packages install", () => {
  /** Every package that is needed by `names`, from one folder of the lock file to the next one up. */
  function needed(lock: Locked, start: string[]): Set<string> {
    const found = new Set<string>();
    const open = [...start];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (found.has(path)) continue;
      found.add(path);
      const { dependencies, optionalDependencies } = lock[path] ?? {};
      for (const name of Object.keys({ ...dependencies, ...optionalDependencies }))
        open.push(placeOf(lock, path, name));
    }
    return found;
  }

  function placeOf(lock: Locked, from: string, name: string): string {
    for (
      let folder = from;
      folder !== "";
      folder = folder.replace(/(?:^|\/)node_modules\/(?!.*node_modules\/).*$|^packages\/.*$/, "")
    ) {
      if (lock[`${folder}/node_modules/${name}`]) return `${folder}/node_modules/${name}`;
    }
    return `node_modules/${name}`;
  }

  test("runs no script when it is installed, and all of it is in the lock file", async () => {
    const lock = await lockOf("package-lock.json");
    const own = PACKAGE_NAMES.map((name) => `packages/${name}`);
    const all = needed(lock, [...own, "node_modules/@langchain/core"]);
    expect(all.size).toBeGreaterThan(10);
    expect([...all].filter((path) => lock[path] === undefined)).toEqual([]);
    expect([...all].filter((path) => lock[path]?.hasInstallScript)).toEqual([]);
  });

  test.each(PACKAGE_NAMES)(
    "%s has no script that npm runs at a user's, and pins what it needs",
    async (name) => {
      const manifest = await jsonOf(`packages/${name}/package.json`);
      expect(manifest.scripts ?? {}).toEqual({});
      const versions = Object.values((manifest.dependencies ?? {}) as Record<string, string>);
      expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    },
  );
});
