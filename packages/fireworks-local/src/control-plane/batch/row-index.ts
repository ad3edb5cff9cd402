import { type InputRow, readRow, rereadRow } from "./input-row.js";
import { type DatasetFile, type LinePlace, linesOf } from "./row-lines.js";

/** What is read, and how. */
export interface IndexOrder {
  files: readonly DatasetFile[];
  /** Ids of rows that are checked, but not there: an earlier job has answered them. */
  skip: ReadonlySet<string>;
  lenient: boolean;
}

/** The rows of a dataset, read bit by bit, up to the first that is wrong. */
export class RowIndex {
  /** What is wrong with the dataset, with the place of it. */
  problem: string | undefined;
  /** The dataset was read to its end, or to its first problem. */
  complete = false;
  readonly #reading: Generator<LinePlace>;
  readonly #skip: ReadonlySet<string>;
  readonly #lenient: boolean;
  readonly #linesById = new Map<string, number>();
  readonly #places: LinePlace[] = [];

  constructor({ files, skip, lenient }: IndexOrder) {
    this.#reading = linesOf(files);
    this.#skip = skip;
    this.#lenient = lenient;
  }

  get size(): number {
    return this.#places.length;
  }

  /** Looks at so many lines more. */
  read(lines: number): void {
    for (let count = 0; count < lines && !this.complete; count += 1) {
      const { value: place, done } = this.#reading.next();
      this.problem = done === true ? this.#emptiness() : this.#add(place);
      this.complete = done === true || this.problem !== undefined;
    }
  }

  /** Read anew each time, so that many rows do not stay in memory twice. */
  rowAt(position: number): InputRow {
    const place = this.#places[position];
    if (place === undefined) throw new Error(`There is no row ${position}`);
    return rereadRow(place);
  }

  #add(place: LinePlace): string | undefined {
    const row = readRow(place, this.#lenient);
    if ("problem" in row) return syntaxError(place, row.problem);
    const { customId } = row;
    const before = this.#linesById.get(customId);
    if (before !== undefined)
      return syntaxError(place, `duplicate custom_id ${customId}, first seen on line ${before}`);
    this.#linesById.set(customId, place.line);
    if (!this.#skip.has(customId)) this.#places.push(place);
    return undefined;
  }

  #emptiness(): string | undefined {
    return this.#linesById.size === 0 ? "Dataset has a syntax error: it has no rows" : undefined;
  }
}

/** The words of contract 7.3. */
function syntaxError({ file, line }: LinePlace, problem: string): string {
  return `Dataset has a syntax error: chat dataset validation failed on ${file.name}:${line}: ${problem}`;
}
