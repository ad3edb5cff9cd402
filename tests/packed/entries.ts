import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";

export interface Entry {
  /** What a user writes in an import. */
  specifier: string;
  /** The code behind it, as an ES module and as CommonJS. */
  files: string[];
}

interface Targets {
  import: { default: string };
  require: { default: string };
}

/** Every entry with code that the packed packages export, so that a new one is checked without a line more. */
export async function entriesOf(...names: string[]): Promise<Entry[]> {
  const perPackage = names.map(async (name) => {
    const folder = join(inject("consumerFolder"), "node_modules", name);
    const { exports } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
      exports: Record<string, string | Targets>;
    };
    return Object.entries(exports).flatMap(([path, targets]) => {
      if (typeof targets === "string") return [];
      const files = [targets.import.default, targets.require.default];
      return [{ specifier: name + path.slice(1), files: files.map((file) => join(folder, file)) }];
    });
  });
  return (await Promise.all(perPackage)).flat();
}
