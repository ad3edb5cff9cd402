import { buildPackages } from "./build.mjs";
import { installIfMissing } from "./install-if-missing.mjs";
import { runBin } from "./run-command.mjs";

await installIfMissing();
console.log("Building …");
const { ok, output } = await buildPackages();
if (ok) {
  console.log("Starting the tour …\n");
  // The workspace's tsconfig maps the packages to their sources; the tour uses them as built.
  const args = ["--tsconfig", "examples/tsconfig.json", "examples/tour/index.ts"];
  const { code } = await runBin("tsx/dist/cli.mjs", args, { show: true });
  process.exitCode = code;
} else {
  console.error(output);
  process.exitCode = 1;
}
