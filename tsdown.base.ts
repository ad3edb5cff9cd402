import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { UserConfig } from "tsdown";

interface Library {
  /** The sources of what users import, in both module kinds. */
  entry: string[];
  /** Sources of commands: ES modules without types. */
  commands?: string[];
  /** `node` for what may use Node's own modules. Default: `neutral`, what runs everywhere. */
  platform?: "neutral" | "node";
  /** For what every app installs: no maps, no comments, short names. Default: as written, with maps. */
  isSmall?: boolean;
  /**
   * `once`: types of no foreign ones are the same for both kinds, so ES modules get those of CommonJS.
   * Default `twice`: a foreign package has types of its own for each kind, which do not mix.
   */
  types?: "once" | "twice";
  /** What several entries use goes into one file of that name instead of many small ones. */
  shared?: { name: string; test: RegExp };
}

/** Names of classes are printed, so they stay; those of functions are a tenth of the code. */
const SMALL = {
  compress: true,
  codegen: true,
  mangle: { keepNames: { class: true, function: false } },
};

/** Both module kinds with types for each, in few files: a program that loads 330 files starts later. */
export function library(plan: Library): UserConfig {
  const { commands = [], platform = "neutral", isSmall = false } = plan;
  const entry = byName(plan.entry);
  return {
    entry,
    format: {
      esm: {
        entry: { ...entry, ...byName(commands) },
        dts: { sourcemap: false },
        hooks: {
          "build:done": async ({ options: { outDir } }) => {
            for (const name of Object.keys(byName(commands)))
              await rm(join(outDir, `${name}.d.ts`));
            await writeTypes(outDir, plan.types ?? "twice", Object.keys(entry));
          },
        },
      },
      cjs: { dts: false },
    },
    platform,
    target: "es2022",
    sourcemap: !isSmall,
    minify: isSmall && SMALL,
    hash: false,
    clean: true,
    fixedExtension: false,
    outDir: "dist",
    // Jest runs CommonJS in a sandbox that refuses `import()`, so there it becomes a late `require`.
    outputOptions: (options, format) => ({
      ...options,
      ...(format === "cjs" && { dynamicImportInCjs: false }),
      ...(plan.shared && { codeSplitting: { groups: [{ ...plan.shared, minShareCount: 2 }] } }),
    }),
  };
}

/** `src/wire/index.ts` becomes `wire/index`. */
function byName(sources: string[]): Record<string, string> {
  const names = sources.map((source) => source.replace(/^src\/|\.ts$/g, ""));
  return Object.fromEntries(sources.map((source, at) => [names[at], source]));
}

const DOCS = /^[ \t]*\/\*\*(?:[^*]|\*(?!\/))*\*\/[ \t]*\n?/gm;
const INDENT = /^[ \t]+/gm;
const PAIRS_OF_SPACES = /^(?: {2})+/gm;
const EXAMPLE = /^[ \t]*\* @example\b(?:(?!^[ \t]*\* @|\*\/)[^])*(?=^[ \t]*\* @|\*\/)/gm;
const RELATIVE_IMPORT = /(?<=["']\.{1,2}\/[^"']*)\.js(?=["'])/g;

/**
 * Types are worked out once, for ESM; those of CommonJS are the same text with `.cjs` for `.js` in the
 * paths between files. A second pass of the compiler takes three times as long as all the rest.
 */
async function writeTypes(
  folder: string,
  plan: "once" | "twice",
  entries: string[],
): Promise<void> {
  const files = await readdir(folder, { recursive: true });
  for (const file of files.filter((name) => name.endsWith(".d.ts"))) {
    const path = join(folder, file);
    const text = await readFile(path, "utf8");
    const types = text
      // The bundler names a map it does not write, and says where each piece came from.
      .replaceAll(/^\/\/# ?(?:sourceMappingURL=|region|endregion).*\n?/gm, "")
      // The API reference has the examples; here they would be the half percent that is too much.
      .replaceAll(EXAMPLE, "")
      .replaceAll(PAIRS_OF_SPACES, (spaces) => "\t".repeat(spaces.length / 2));
    const forCommonJs = types.replaceAll(RELATIVE_IMPORT, ".cjs");
    // Half of a declaration file is what its names mean: it is in the package once, laid out to be read.
    const isCopy = plan === "twice";
    await writeFile(
      path.replace(/ts$/, "cts"),
      isCopy ? forCommonJs.replaceAll(DOCS, "").replaceAll(INDENT, "") : forCommonJs,
    );
    const name = file.slice(0, -".d.ts".length);
    if (plan === "twice") await writeFile(path, types);
    else if (!entries.includes(name)) await rm(path);
    else await writeFile(path, `export * from "./${name.split("/").at(-1)}.cjs";\n`);
  }
}
