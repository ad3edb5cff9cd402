import { readFile, writeFile } from "node:fs/promises";

/** Writes a text between two marks of a document. What stands outside them stays. */
export async function writeMarkedSection(path, { start, end }, text) {
  const page = await readFile(path, "utf8");
  const from = page.indexOf(start);
  const to = page.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`${path} has lost its marks`);
  await writeFile(path, `${page.slice(0, from)}${start}\n\n${text}\n\n${page.slice(to)}`);
}
