import { createHash, type Hash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { spoolError } from "./spool-error.js";
import { TempFolder } from "./temp-folder.js";

/** The rows of one job, in a file. */
export interface SpooledPart {
  file: string;
  rows: number;
  /** Places among the caller's inputs, from 0. */
  firstIndex: number;
  lastIndex: number;
  bytes: number;
  /** Of the file, in hex. */
  sha256: string;
}

/** How rows are put into files. */
export interface SpoolOptions {
  /** Where a folder for them is made. Default: the system's temporary folder. */
  folder: string | undefined;
  /** The size of a file at most. A single row that is larger has one to itself. */
  maxPartBytes: number;
}

/** So much is collected before it is written: fewer and larger writes. */
const WRITE_BYTES = 256 * 1024;

/**
 * Rows on their way to Fireworks, kept in files until all are known to be good: memory does not grow with
 * their number. A new file is begun where one would become too large.
 */
export class RowSpool {
  readonly #folder: TempFolder;
  readonly #maxPartBytes: number;
  readonly #all: Hash = createHash("sha256");
  readonly #done: SpooledPart[] = [];
  #part: OpenPart | undefined;
  #bytes = 0;
  #rows = 0;

  constructor({ folder, maxPartBytes }: SpoolOptions) {
    this.#folder = new TempFolder(folder);
    this.#maxPartBytes = maxPartBytes;
  }

  /** How many rows were added. */
  get rows(): number {
    return this.#rows;
  }

  /** Their size. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Adds a row: one line of JSON, without its end. Rows come in the order of their indices.
   *
   * @throws {@link FireworksConfigurationError} for a folder that cannot be written to, or is full
   */
  async add(line: string, index: number): Promise<void> {
    const bytes = Buffer.byteLength(line) + 1;
    try {
      if (this.#part !== undefined && this.#part.bytes + bytes > this.#maxPartBytes) {
        await this.#closePart(this.#part);
      }
      this.#part ??= await this.#openPart(index);
      await this.#part.add(line, bytes, index, this.#all);
    } catch (error) {
      throw spoolError(error);
    }
    this.#rows += 1;
    this.#bytes += bytes;
  }

  /** The files, when there are no more rows. */
  async finish(): Promise<readonly SpooledPart[]> {
    try {
      if (this.#part !== undefined) await this.#closePart(this.#part);
    } catch (error) {
      throw spoolError(error);
    }
    return this.#done;
  }

  /** SHA-256 of all rows after one another, in hex; once {@link RowSpool.finish} was called. */
  digest(): string {
    return this.#all.copy().digest("hex");
  }

  /** Deletes the files. */
  async remove(): Promise<void> {
    await this.#part?.discard();
    this.#part = undefined;
    await this.#folder.remove();
  }

  async #openPart(index: number): Promise<OpenPart> {
    return OpenPart.create(await this.#folder.file(`${this.#done.length}.jsonl`), index);
  }

  async #closePart(part: OpenPart): Promise<void> {
    this.#part = undefined;
    this.#done.push(await part.close(this.#all));
  }
}

/** A file that rows are still added to. */
class OpenPart {
  readonly #file: string;
  readonly #handle: FileHandle;
  readonly #hash = createHash("sha256");
  readonly #firstIndex: number;
  #lastIndex: number;
  #rows = 0;
  #pending: string[] = [];
  #pendingBytes = 0;
  bytes = 0;

  private constructor(file: string, handle: FileHandle, index: number) {
    this.#file = file;
    this.#handle = handle;
    this.#firstIndex = index;
    this.#lastIndex = index;
  }

  static async create(file: string, index: number): Promise<OpenPart> {
    // Prompts may be private: nobody else on this machine is to read them.
    return new OpenPart(file, await open(file, "wx", 0o600), index);
  }

  async add(line: string, bytes: number, index: number, all: Hash): Promise<void> {
    this.#pending.push(line, "\n");
    this.#pendingBytes += bytes;
    this.bytes += bytes;
    this.#rows += 1;
    this.#lastIndex = index;
    if (this.#pendingBytes >= WRITE_BYTES) await this.#write(all);
  }

  async close(all: Hash): Promise<SpooledPart> {
    await this.#write(all);
    await this.#handle.close();
    return {
      file: this.#file,
      rows: this.#rows,
      firstIndex: this.#firstIndex,
      lastIndex: this.#lastIndex,
      bytes: this.bytes,
      sha256: this.#hash.digest("hex"),
    };
  }

  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }

  async #write(all: Hash): Promise<void> {
    const bytes = Buffer.from(this.#pending.join(""));
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#hash.update(bytes);
    all.update(bytes);
    await this.#handle.appendFile(bytes);
  }
}
