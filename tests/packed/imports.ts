import { readFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";

const IMPORTS = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)(["'`])([\w@.][\w@:./-]*)\1/g;

/** What a built file names in `import`, `export … from`, `import()` and `require()`. */
export async function specifiersIn(file: string): Promise<string[]> {
  // Comments may hold examples, which import what their reader has installed.
  const code = (await readFile(file, "utf8"))
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/^\s*\/\/.*$/gm, "");
  return [...code.matchAll(IMPORTS)].map(([, , specifier = ""]) => specifier);
}

/** The packages and built-ins that are loaded with a file, by the files it loads. */
export async function bareImportsFrom(
  file: string,
  seen = new Set<string>(),
): Promise<Set<string>> {
  if (seen.has(file)) return new Set();
  seen.add(file);
  const bare = new Set<string>();
  for (const specifier of await specifiersIn(file)) {
    if (!specifier.startsWith(".")) bare.add(specifier);
    else {
      const loaded = await bareImportsFrom(join(dirname(file), specifier), seen);
      for (const one of loaded) bare.add(one);
    }
  }
  return bare;
}

export const isNodeBuiltIn = (specifier: string): boolean =>
  specifier.startsWith("node:") || builtinModules.includes(specifier);
