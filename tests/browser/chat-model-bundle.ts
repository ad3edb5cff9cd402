import { join } from "node:path";
import { build, type Metafile } from "esbuild";
import { ROOT } from "../../scripts/run-command.mjs";

const ENTRY = `export { ChatFireworks } from "langchain-fireworks";`;

interface Bundle {
  code: string;
  metafile: Metafile;
}

let bundle: Promise<Bundle> | undefined;

/**
 * langchain-fireworks, as built, with everything it needs, for a browser. Fails on a Node built-in. Made
 * once for all tests that look at it.
 */
export const bundleChatModel = (): Promise<Bundle> => (bundle ??= makeBundle());

async function makeBundle(): Promise<Bundle> {
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
