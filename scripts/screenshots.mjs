import { buildPackages } from "./build.mjs";
import { installIfMissing } from "./install-if-missing.mjs";
import { runBin } from "./run-command.mjs";

/** Takes the documentation's pictures of the playground anew, by the browser test that holds them. */
await installIfMissing();
const { ok, output } = await buildPackages();
if (!ok) console.error(output);
const { code } = await runBin(
  "vitest/vitest.mjs",
  ["run", "--project", "built", "tests/playground/screenshots.test.ts"],
  { env: { SCREENSHOTS: "write" }, show: true },
);
process.exitCode = ok ? code : 1;
