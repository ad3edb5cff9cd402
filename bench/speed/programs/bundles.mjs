import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { CONTESTANTS } from "../contestants.mjs";
import { programRounds } from "./rounds.mjs";

/** Kilobytes (1,000 bytes) of what a browser loads, compressed: all in one file, and before the first call. */
export function measureBundles(run) {
  return programRounds(run, async (name) => {
    const entry = fileURLToPath(run.place(CONTESTANTS[name]));
    const whole = await bundle(entry, { splitting: false });
    const split = await bundle(entry, { splitting: true });
    return {
      kilobytes: kilobytesOf(whole.outputFiles),
      first: kilobytesOf(loadedFirst(split, entry)),
    };
  });
}

function bundle(entry, options) {
  return build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    // Nothing is written; files that import each other are named as in this folder.
    outdir: fileURLToPath(new URL("bundles", import.meta.url)),
    metafile: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
    ...options,
  });
}

/** The entry's file and all it imports, but for what it only imports by `import()`. */
function loadedFirst({ metafile: { outputs }, outputFiles }, entry) {
  const paths = Object.keys(outputs);
  const name = `${basename(entry, ".mjs")}.js`;
  const loaded = new Set(paths.filter((path) => basename(path) === name));
  for (const path of loaded) {
    const imports = outputs[path].imports.filter(({ kind }) => kind === "import-statement");
    for (const { path: imported, external } of imports) if (!external) loaded.add(imported);
  }
  // Both lists have the same order.
  return outputFiles.filter((_, at) => loaded.has(paths[at]));
}

const kilobytesOf = (files) =>
  files.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0) / 1000;
