import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The folder of the workspace, without a trailing slash. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");

/**
 * Runs a program to its end with no standard input, so that nothing can wait for a terminal.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, show?: boolean }} [options] `show` passes the
 *   output through instead of collecting it.
 * @returns {Promise<{ code: number, output: string, ms: number }>} Never rejects: a program that
 *   cannot be started answers code 127.
 */
export function runCommand(file, args, { cwd = ROOT, env = {}, show = false } = {}) {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
    });
    let output = "";
    const collect = (piece) => (output += piece);
    child.stdout?.setEncoding("utf8").on("data", collect);
    child.stderr?.setEncoding("utf8").on("data", collect);
    const end = (code) => resolve({ code, output, ms: performance.now() - startedAt });
    child.on("error", (error) => {
      output += String(error);
      end(127);
    });
    child.on("close", (code) => end(code ?? 1));
  });
}

/** Runs npm: the one that runs us when there is one, so that no second version is involved. */
export function runNpm(args, options) {
  const npmCli = process.env.npm_execpath;
  if (npmCli?.endsWith("npm-cli.js"))
    return runCommand(process.execPath, [npmCli, ...args], options);
  return runCommand(process.platform === "win32" ? "npm.cmd" : "npm", args, options);
}

/** Runs a command-line program of a dependency by its script, without a shell and without npx. */
export function runBin(script, args, options) {
  return runCommand(process.execPath, [`${ROOT}/node_modules/${script}`, ...args], options);
}

/**
 * For programs written in Go, as the native compiler and the type-aware lint: they collect garbage when the
 * heap has grown fivefold instead of twofold. A check holds most of what it makes until it ends, so a
 * quarter of its time went into looking for garbage.
 */
export const RARE_COLLECTIONS = { GOGC: "400" };

/**
 * Checks the types of a project with the compiler that does it here: the newest, a native one, which takes
 * a fifth of the time. Consumers' code is compiled by older ones too, see `tests/packed`.
 */
export function checkTypes(project, args = [], options = {}) {
  const compiler = "../tests/packed/typescript-7/node_modules/typescript/bin/tsc";
  // Several checkers look at the same declarations each for itself: twice the work, where two cores are busy.
  const env = { ...RARE_COLLECTIONS, ...options.env };
  return runBin(compiler, ["-p", project, "--checkers", "1", ...args], { ...options, env });
}
