import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The program that `chosen` names, or the first of `names` in a folder of the PATH. */
export function programOnPath(names: readonly string[], chosen = ""): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return [chosen, ...folders.flatMap((folder) => names.map((name) => join(folder, name)))].find(
    (path) => path !== "" && existsSync(path),
  );
}
