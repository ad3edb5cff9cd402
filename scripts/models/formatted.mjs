import { spawn } from "node:child_process";
import { ROOT } from "../run-command.mjs";

/** The text as `npm run format` leaves it; the name only tells the language. */
export function formatted(name, text) {
  const bin = `${ROOT}/node_modules/oxfmt/bin/oxfmt`;
  return new Promise((resolve, reject) => {
    const args = [bin, `--stdin-filepath=${name}`];
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["pipe", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (piece) => (output += piece));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(output) : reject(new Error(`oxfmt ended with code ${code}`)),
    );
    child.stdin.end(text);
  });
}
