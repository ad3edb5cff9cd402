import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { CONTESTANTS } from "../contestants.mjs";
import { programRounds } from "./rounds.mjs";

/** Kilobytes (1,000 bytes) of what a browser loads, compressed. */
export function measureBundles(run) {
  return programRounds(run, async (name) => {
    const result = await build({
      entryPoints: [fileURLToPath(run.place(CONTESTANTS[name]))],
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      platform: "browser",
      target: "es2022",
      logLevel: "error",
    });
    return { kilobytes: gzipSync(result.outputFiles[0].contents, { level: 9 }).length / 1000 };
  });
}
