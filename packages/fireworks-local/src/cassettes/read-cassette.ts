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

/** The recordings of a file: one, or as many as an export put into it. */
export async function readCassettes(file: DataFile): Promise<Cassette[]> {
  const isBundle = file.name.endsWith(".json") && BUNDLE.test(file.text);
  if (!isBundle) return [await readCassette(file)];
  const { cassettes } = parse(file.name, file.text) as { cassettes: unknown };
  if (!Array.isArray(cassettes))
    throw new DataFileError([`${file.name}: cassettes: must be a list`]);
  return cassettes.map((cassette, at) => checked(`${file.name}: cassettes[${at}]`, cassette));
}

/** How an export of several begins. */
const BUNDLE = /^\s*\{\s*"version"\s*:\s*1\s*,\s*"cassettes"\s*:/;

/** Large ones are JSON: `JSON.parse` takes them at once, the parser of YAML would take seconds. */
function readJson(name: string, text: string): Cassette {
  return checked(name, parse(name, text));
}

function checked(name: string, value: unknown): Cassette {
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
