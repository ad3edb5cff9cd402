import { join } from "node:path";
import { build, type Metafile } from "esbuild";
import { ROOT } from "../../scripts/run-command.mjs";

const ENTRY = `export { ChatFireworks } from "langchain-fireworks";`;

/** langchain-fireworks, as built, with everything it needs, for a browser. Fails on a Node built-in. */
export async function bundleChatModel(): Promise<{ code: string; metafile: Metafile }> {
  const result = await build({
    stdin: { contents: ENTRY, resolveDir: ROOT, loader: "js" },
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
    // The workspace's own tsconfig maps the packages to their sources; a user's does not.
    tsconfigRaw: "{}",
    outfile: join(ROOT, "bundle.js"),
  });
  return { code: result.outputFiles[0]?.text ?? "", metafile: result.metafile };
}
