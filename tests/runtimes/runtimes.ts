import { join } from "node:path";
import { runCommand } from "../../scripts/run-command.mjs";
import { CHROMIUM_PATH } from "../browser/chromium.js";
import { runInChromium } from "./chromium.js";
import { installedProgram } from "./install.js";
import { readResult, type SmokeRun, type SmokeSettings } from "./smoke-run.js";
import { runInWorkerd } from "./workerd.js";

/** A place where the suite runs. */
export interface Runtime {
  /** How it is asked for on the command line. */
  name: string;
  /** What it says its version is. */
  version(): Promise<string>;
  run(consumer: string, settings: SmokeSettings): Promise<SmokeRun>;
}

/** Nothing of the caller's environment, such as keys and tracing, reaches the programs. */
const CLEAN = ["FIREWORKS_API_KEY", "FIREWORKS_BASE_URL", "LANGSMITH_TRACING", "NODE_OPTIONS"];
const env = Object.fromEntries(CLEAN.map((name) => [name, ""]));

async function versionOf(program: string, flag = "--version"): Promise<string> {
  const { output } = await runCommand(program, [flag]);
  return /\d+(?:[.-]\d+)+/.exec(output)?.[0] ?? output.trim();
}

/** A runtime that finds the packages in node_modules by itself: nothing is bundled. */
function withPackages(name: string, path: string, args: string[] = []): Runtime {
  return {
    name,
    version: async () => versionOf(await installedProgram(path)),
    run: async (consumer, settings) => {
      const main = join(consumer, "main.mjs");
      const program = await installedProgram(path);
      const given = [...args, main, JSON.stringify(settings)];
      const { output } = await runCommand(program, given, { cwd: consumer, env });
      return readResult(output);
    },
  };
}

/**
 * Reads the packages, talks to loopback, sees environment variables; nothing else. `homedir` is asked for
 * by langsmith, core's tracer, when it is loaded for a runnable, whether there is anything to trace or not.
 */
const DENO = [
  "run",
  "--no-prompt",
  "--no-config",
  "--node-modules-dir=manual",
  "--allow-net=127.0.0.1",
  "--allow-read=.",
  "--allow-env",
  "--allow-sys=homedir",
];

export const RUNTIMES: Runtime[] = [
  withPackages("node-20", "node-20/bin/node"),
  withPackages("node-22", "node-22/bin/node"),
  withPackages("node-24", "node-24/bin/node"),
  withPackages("bun", "@oven/bun-linux-x64/bin/bun"),
  withPackages("deno", "@deno/linux-x64-glibc/deno", DENO),
  {
    name: "workerd",
    version: async () =>
      versionOf(await installedProgram("@cloudflare/workerd-linux-64/bin/workerd")),
    run: runInWorkerd,
  },
  { name: "chromium", version: () => versionOf(CHROMIUM_PATH ?? "chromium"), run: runInChromium },
];
