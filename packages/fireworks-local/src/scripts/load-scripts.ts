import type { Mistake } from "../files/mistake.js";
import { readByShape } from "../files/read-by-shape.js";
import { readDataFiles } from "../files/read-files.js";
import type { Script } from "./script.js";
import { scriptMistakes } from "./script-rules.js";
import { SCRIPT_FILE_SHAPE } from "./script-shape.js";

type ScriptFile = Script | Script[] | { scripts: Script[] };

/**
 * Scripts for the option `scripts` from YAML or JSON files, or from all of them in a folder, by name.
 * Throws {@link DataFileError} with file, line and what was expected.
 */
export async function loadScripts(paths: string | readonly string[]): Promise<Script[]> {
  const files = await Promise.all([paths].flat().map((path) => readDataFiles(path)));
  const scripts = await Promise.all(files.flat().map(({ text, name }) => parseScripts(text, name)));
  return scripts.flat();
}

/** The same from a text; `name` stands for the file in errors. Throws {@link DataFileError}. */
export async function parseScripts(text: string, name = "scripts"): Promise<Script[]> {
  const { data, placeOf } = await readByShape<ScriptFile>(text, name, {
    shape: SCRIPT_FILE_SHAPE,
    rules: fileMistakes,
  });
  const { scripts, path } = scriptsOf(data);
  return scripts.map((script, index) => {
    const { $schema: _, ...rest } = script as Script & { $schema?: string };
    const place = placeOf(isOne(data) ? [] : [...path, index]);
    return { ...rest, name: rest.name === undefined ? place : `${rest.name} (${place})` };
  });
}

function scriptsOf(data: ScriptFile): { scripts: Script[]; path: string[] } {
  if (Array.isArray(data)) return { scripts: data, path: [] };
  return "scripts" in data
    ? { scripts: data.scripts, path: ["scripts"] }
    : { scripts: [data], path: [] };
}

function isOne(data: ScriptFile): boolean {
  return !Array.isArray(data) && !("scripts" in data);
}

function fileMistakes(data: ScriptFile): Mistake[] {
  const { scripts, path } = scriptsOf(data);
  return scriptMistakes(scripts).map((mistake) => ({
    ...mistake,
    path: [...path, ...mistake.path.slice(isOne(data) ? 1 : 0)],
  }));
}
