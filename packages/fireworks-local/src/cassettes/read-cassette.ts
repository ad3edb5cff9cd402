import { DataFileError } from "../files/data-file-error.js";
import { mistakesIn } from "../files/check-by-shape.js";
import { pathText } from "../files/mistake.js";
import { readByShape } from "../files/read-by-shape.js";
import type { DataFile } from "../files/read-files.js";
import { isDeeperThan } from "../json/json-depth.js";
import type { Cassette } from "./cassette.js";
import { CASSETTE_SHAPE, cassetteMistakes } from "./cassette-shape.js";

const DESCRIPTION = { shape: CASSETTE_SHAPE, rules: cassetteMistakes };

const MAX_DEPTH = 160;

/** Throws {@link DataFileError} with the file's name, and the line where there is one. */
export async function readCassette({ name, text }: DataFile): Promise<Cassette> {
  if (name.endsWith(".json")) return readJson(name, text);
  const { data } = await readByShape<Cassette>(text, name, DESCRIPTION);
  return data;
}

/** Large ones are JSON: `JSON.parse` takes them at once, the parser of YAML would take seconds. */
function readJson(name: string, text: string): Cassette {
  const value = parse(name, text);
  if (isDeeperThan(value, MAX_DEPTH)) throw new DataFileError([`${name}: nests too deep`]);
  const mistakes = mistakesIn(value, DESCRIPTION);
  if (mistakes.length === 0) return value as Cassette;
  throw new DataFileError(
    mistakes.map(({ path, message }) => `${name}: ${pathText(path)}: ${message}`),
  );
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new DataFileError([`${name}: ${(error as Error).message.slice(0, 200)}`]);
  }
}
