/** Where a reader stands: before a field, in one, in a quoted one, or behind a quote in that. */
type Place = "start" | "plain" | "quoted" | "quote";

/**
 * The records of CSV (RFC 4180) as its text comes in: any line end, quotes doubled inside quotes. Empty
 * lines are no records.
 */
export class CsvRecords {
  readonly #delimiter: string;
  #place: Place = "start";
  #field = "";
  #record: string[] = [];
  #line = 1;
  #afterReturn = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The line that is being read, from 1. */
  get line(): number {
    return this.#line;
  }

  /** @throws Error for a quote where none may be */
  *push(text: string): Generator<string[]> {
    for (const char of text) {
      const isSecondOfEnd = this.#afterReturn && char === "\n";
      this.#afterReturn = char === "\r";
      if (char === "\r" || (char === "\n" && !isSecondOfEnd)) this.#line += 1;
      if (this.#place === "quoted") this.#readQuoted(char);
      else if (isSecondOfEnd) continue;
      else if (char === "\r" || char === "\n") yield* this.#endRecord();
      else this.#read(char);
    }
  }

  /** @throws Error for a quote that was not closed */
  *end(): Generator<string[]> {
    if (this.#place === "quoted") throw new Error(`a quote is not closed in line ${this.#line}`);
    yield* this.#endRecord();
  }

  #readQuoted(char: string): void {
    if (char === '"') this.#place = "quote";
    else this.#field += char;
  }

  #read(char: string): void {
    if (char === this.#delimiter) {
      this.#endField();
    } else if (char === '"' && this.#place === "start") {
      this.#place = "quoted";
    } else if (char === '"' && this.#place === "quote") {
      this.#field += char;
      this.#place = "quoted";
    } else if (char === '"' || this.#place === "quote") {
      throw new Error(`a quote stands within a field in line ${this.#line}`);
    } else {
      this.#field += char;
      this.#place = "plain";
    }
  }

  #endField(): void {
    this.#record.push(this.#field);
    this.#field = "";
    this.#place = "start";
  }

  *#endRecord(): Generator<string[]> {
    const isEmptyLine = this.#record.length === 0 && this.#place === "start";
    if (isEmptyLine) return;
    this.#endField();
    const record = this.#record;
    this.#record = [];
    yield record;
  }
}
