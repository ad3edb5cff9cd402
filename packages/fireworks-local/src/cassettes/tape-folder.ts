import { DataFileError } from "../files/data-file-error.js";
import { type DataFile, readDataFiles } from "../files/read-files.js";
import type { Normaliser } from "./normalise.js";
import { readCassettes } from "./read-cassette.js";
import { matching, type Tape, toTape, type Wanted } from "./tape.js";

const LIMITS = { maxBytes: 64 * 1024 * 1024, maxFiles: 20_000 };

/** The recordings of a folder: read when first asked for, and again when a request finds none. */
export class TapeFolder {
  readonly dir: string;
  readonly normaliser: Normaliser;
  readonly #mayBeMissing: boolean;
  #tapes: Promise<Tape[]> | undefined;
  #again: Promise<Tape[]> | undefined;
  /** By file: what did not change is not read again. */
  readonly #known = new Map<string, { text: string; tapes: Tape[] }>();

  constructor(
    dir: string,
    normaliser: Normaliser,
    { mayBeMissing = false }: { mayBeMissing?: boolean } = {},
  ) {
    this.dir = dir;
    this.normaliser = normaliser;
    this.#mayBeMissing = mayBeMissing;
  }

  /** Throws {@link DataFileError} when a file of the folder is no recording. */
  async find(wanted: Wanted): Promise<Tape[]> {
    const found = matching(await this.tapes(), wanted, this.normaliser);
    if (found.length > 0) return found;
    return matching(await this.#readAgain(), wanted, this.normaliser);
  }

  /** Requests that find nothing at the same time wait for one reading. */
  #readAgain(): Promise<Tape[]> {
    this.#again ??= this.#read().finally(() => (this.#again = undefined));
    this.#tapes = this.#again;
    return this.tapes();
  }

  tapes(): Promise<Tape[]> {
    this.#tapes ??= this.#read();
    // A folder that could not be read may be mended.
    this.#tapes.catch(() => (this.#tapes = undefined));
    return this.#tapes;
  }

  async #read(): Promise<Tape[]> {
    const reading = readDataFiles(this.dir, LIMITS);
    const files = await (this.#mayBeMissing ? reading.catch(noneIfMissing) : reading);
    const tapes = await Promise.all(
      files.map(async ({ name, text }) => {
        const known = this.#known.get(name);
        if (known?.text === text) return known.tapes;
        const bare = name
          .slice(this.dir.length)
          .replace(/^[/\\]+/, "")
          .replace(/\.\w+$/, "");
        const cassettes = await readCassettes({ name, text });
        const tapes = cassettes.map((cassette, at) =>
          toTape(cassettes.length === 1 ? bare : `${bare}#${at + 1}`, cassette, this.normaliser),
        );
        this.#known.set(name, { text, tapes });
        return tapes;
      }),
    );
    // Not made while the module loads: it alone would take 10 ms of every start.
    const { compare } = new Intl.Collator("en", { numeric: true });
    return tapes.flat().toSorted((one, other) => compare(one.name, other.name));
  }
}

/** As if the folder were empty: before the first recording it is not there. */
function noneIfMissing(error: unknown): DataFile[] {
  if (error instanceof DataFileError && error.message.endsWith("is not there")) return [];
  throw error;
}
