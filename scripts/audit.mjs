/**
 * `npm audit` for every lock file of the repository. What users of the packages install must be without
 * a known advisory; of what only the repository installs, high ones count. Ends with 2 where no registry
 * answers: not being able to ask is no good news.
 */
import { dirname, join } from "node:path";
import { ROOT, runCommand, runNpm } from "./run-command.mjs";

const AUDITS = [
  { name: "what users install", folder: ".", args: ["--omit=dev", "--audit-level=low"] },
  { name: "the repository itself", folder: ".", args: ["--audit-level=high"] },
];

const { output: listed } = await runCommand("git", ["ls-files", "*package-lock.json"]);
const others = listed.split("\n").filter((file) => file.includes("/"));
for (const folder of others.map((file) => dirname(file))) {
  AUDITS.push({ name: folder, folder, args: ["--audit-level=high"] });
}

const WORST = { clean: 0, found: 1, unknown: 2 };
let worst = "clean";
for (const { name, folder, args } of AUDITS) {
  const given = ["audit", "--json", "--loglevel=silent", ...args];
  const { code, output } = await runNpm(given, { cwd: join(ROOT, folder) });
  const { outcome, said } = read(code, output);
  console.log(`${outcome.padEnd(8)} ${name}: ${said}`);
  if (WORST[outcome] > WORST[worst]) worst = outcome;
}
if (worst === "unknown")
  console.log("npm audit could not be run here: the registry has no answer for it.");
process.exitCode = WORST[worst];

/** A report counts vulnerabilities; whatever else is printed says why there is none. */
function read(code, output) {
  const start = output.indexOf("{");
  const report = start < 0 ? {} : parsed(output.slice(start));
  const counts = report.metadata?.vulnerabilities;
  if (counts === undefined) {
    const why = report.error?.summary ?? report.message ?? output.trim().split("\n").at(-1);
    return { outcome: "unknown", said: why || `npm audit ended with ${code}` };
  }
  const found = Object.entries(counts).filter(([level, count]) => level !== "total" && count > 0);
  const said = found.map(([level, count]) => `${count} ${level}`).join(", ") || "no advisory";
  return { outcome: code === 0 ? "clean" : "found", said };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
