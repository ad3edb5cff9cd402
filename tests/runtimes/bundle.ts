import { join } from "node:path";
import { build } from "esbuild";

/** A program of the installed tarballs as one file, for runtimes that know no node_modules. */
export async function bundleProgram(consumer: string, program: string): Promise<string> {
  const result = await build({
    entryPoints: [join(consumer, program)],
    absWorkingDir: consumer,
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
    tsconfigRaw: "{}",
  });
  return result.outputFiles[0]?.text ?? "";
}
