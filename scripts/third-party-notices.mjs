import { readdir, readFile, writeFile } from "node:fs/promises";

/**
 * Writes the licences of what is bundled into a file: their authors ask for that, wherever their code goes.
 *
 * @param {string} file where the notices go
 * @param {Iterable<string>} modules paths of the bundled modules
 */
export async function writeNotices(file, modules) {
  const folders = new Set([...modules].flatMap((path) => packageFolder(path) ?? []));
  const notices = await Promise.all([...folders].toSorted().map(noticeOf));
  await writeFile(file, `${notices.join("\n\n----\n\n")}\n`);
}

/** The folder of the innermost package, if the path is in one that was installed. */
function packageFolder(path) {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
}

async function noticeOf(folder) {
  const { name, version } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const licence = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (licence === undefined) throw new Error(`${name} has no licence file to pass on`);
  return `${name} ${version}\n\n${(await readFile(`${folder}/${licence}`, "utf8")).trim()}`;
}
