import { spawn } from "node:child_process";
import { once } from "node:events";
import { buildPackages } from "./build.mjs";
import { installIfMissing } from "./install-if-missing.mjs";
import { ROOT, runBin } from "./run-command.mjs";

// What is tortured is what is published: the built packages. The build speaks on stderr, so that `--json`
// has stdout for itself.
await installIfMissing();
const given = process.argv.slice(2);
if (given.includes("--fuzz")) await fuzz();
const { ok, output } = await buildPackages({ print: console.error });
if (!ok) {
  console.error(output);
  process.exit(1);
}
const isLong = given.includes("--endurance");
const file = isLong ? "torture/endurance/endurance.ts" : "torture/main.ts";
const rest = given.filter((argument) => argument !== "--endurance");
const main = ["--expose-gc", "--import", "tsx", file, ...rest];
const torture = spawn(process.execPath, main, { cwd: ROOT, stdio: "inherit" });
const [code] = await once(torture, "exit");
process.exitCode = code ?? 1;

/** Random input is thrown at the sources: `npm run fuzz` under the name of the rest. */
async function fuzz() {
  const rest = given.filter((argument) => argument !== "--fuzz");
  const args = ["--tsconfig", "fuzz/tsconfig.json", "fuzz/main.ts", ...rest];
  const { code } = await runBin("tsx/dist/cli.mjs", args, { show: true });
  process.exit(code);
}
