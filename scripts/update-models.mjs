/**
 * Writes the table of models that profiles, ids and editors' suggestions come from:
 *
 *     npm run models                          asks Fireworks first if FIREWORKS_API_KEY is set
 *     npm run models -- --base-url <url>      asks another server first
 *     npm run models -- --offline             from data/models.json alone
 *     npm run models -- --check               writes nothing; fails if a file would change
 *
 * Asking brings data/models.json up to date (status, context, image input, tools; new models) and
 * prints what changed; facts no catalogue states are kept by hand. `--data` and `--out` name other
 * files.
 */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { changesBetween, changeTable } from "./models/changes.mjs";
import { formatted } from "./models/formatted.mjs";
import { readLiveCatalogue } from "./models/live-catalogue.mjs";
import { mergeCatalogue } from "./models/merge-catalogue.mjs";
import { profilesSource } from "./models/profiles-source.mjs";
import { ROOT } from "./run-command.mjs";

const { values } = parseArgs({
  options: {
    offline: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
    "base-url": { type: "string" },
    data: { type: "string", default: `${ROOT}/data/models.json` },
    out: {
      type: "string",
      default: `${ROOT}/packages/langchain-fireworks/src/models/profiles.generated.ts`,
    },
  },
});

const kept = JSON.parse(await readFile(values.data, "utf8"));
const canAsk = values["base-url"] !== undefined || Boolean(process.env.FIREWORKS_API_KEY);
const data = canAsk && !values.offline ? await broughtUpToDate() : kept;
const files = [
  [values.data, await formatted("models.json", JSON.stringify(data))],
  [values.out, await formatted("profiles.ts", profilesSource(data))],
];
for (const [file, text] of files)
  await (values.check ? checkFile(file, text) : writeFile(file, text));
if (!values.check) console.log(`Wrote ${values.out}`);

async function broughtUpToDate() {
  const client = await openClient();
  const today = new Date().toISOString().slice(0, 10);
  const merged = mergeCatalogue(kept, await readLiveCatalogue(client), today);
  const changes = changesBetween(kept, merged);
  console.log(changeTable(changes));
  // Without a change the date stays, so that a second run writes nothing new.
  return changes.length === 0 ? kept : merged;
}

/** The built client: only asking needs it, so that `--check` runs without a build. */
async function openClient() {
  const { FireworksClient } = await import("fireworks-client").catch((cause) => {
    throw new Error("fireworks-client is not built: run `npm run build` first.", { cause });
  });
  return new FireworksClient({ baseURL: values["base-url"] });
}

async function checkFile(file, text) {
  if ((await readFile(file, "utf8").catch(() => "")) === text) return;
  console.error(`${file} is out of date: run \`npm run models\`.`);
  process.exitCode = 1;
}
