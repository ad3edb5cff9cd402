import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { UserConfig } from "tsdown";

/**
 * Both module kinds, with types for each. `unbundle` keeps one output file per source file, so a
 * stack trace in a user's project names the file they would open here. What runs on Node alone is
 * bundled instead: a command that loads 330 files starts twice as slowly.
 *
 * @param platform `neutral` for what runs everywhere, `node` for what may use Node's own modules.
 */
export function library(entry: string[], platform: "neutral" | "node" = "neutral"): UserConfig {
  return {
    entry,
    format: {
      esm: {
        dts: { sourcemap: false },
        hooks: { "build:done": ({ options }) => writeCommonJsTypes(options.outDir) },
      },
      cjs: { dts: false },
    },
    platform,
    target: "es2022",
    unbundle: platform !== "node",
    sourcemap: true,
    clean: true,
    fixedExtension: false,
    outDir: "dist",
    // Jest runs CommonJS in a sandbox that refuses `import()`, so there it becomes a late `require`.
    outputOptions: (options, format) =>
      format === "cjs" ? { ...options, dynamicImportInCjs: false } : options,
  };
}

/**
 * Types are worked out once, for ESM; those of CommonJS are the same text with `.cjs` for `.js` in the
 * paths between files. A second pass of the compiler takes three times as long as all the rest.
 */
async function writeCommonJsTypes(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true });
  const paths = files.filter((file) => file.endsWith(".d.ts")).map((file) => join(folder, file));
  await Promise.all(
    paths.map(async (file) => {
      const text = await readFile(file, "utf8");
      // The bundler names a map for each declaration file but writes none.
      const types = text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
      const relativeImports = /(?<=["']\.{1,2}\/[^"']*)\.js(?=["'])/g;
      await writeFile(file, types);
      await writeFile(file.replace(/ts$/, "cts"), types.replaceAll(relativeImports, ".cjs"));
    }),
  );
}
