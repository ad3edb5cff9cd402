import { readSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { spoolError } from "./spool-error.js";

/** Bytes that are collected before they are written. */
const WRITE_BYTES = 1024 * 1024;

/**
 * Lines on disk, found again by the number of their row. Memory: fifteen bytes a row, whatever the
 * length of the lines.
 */
export class LineSpool {
  readonly #file: FileHandle;
  readonly #firstIndex: number;
  readonly #starts: Float64Array;
  readonly #lengths: Uint32Array;
  readonly #origins: Uint16Array;
  /** Zero where there is no line. */
  readonly #weights: Uint8Array;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #end = 0;

  private constructor(file: FileHandle, firstIndex: number, lastIndex: number) {
    this.#file = file;
    this.#firstIndex = firstIndex;
    const rows = Math.max(0, lastIndex - firstIndex + 1);
    this.#starts = new Float64Array(rows);
    this.#lengths = new Uint32Array(rows);
    this.#origins = new Uint16Array(rows);
    this.#weights = new Uint8Array(rows);
  }

  /** Rows may be numbered from `firstIndex` to `lastIndex`. */
  static async create(
    path: string,
    { firstIndex, lastIndex }: { firstIndex: number; lastIndex: number },
  ): Promise<LineSpool> {
    return new LineSpool(await open(path, "wx+", 0o600), firstIndex, lastIndex);
  }

  has(index: number): boolean {
    return (this.#weights[index - this.#firstIndex] ?? 0) > 0;
  }

  /** What was said of where the line of a row comes from. */
  originOf(index: number): number {
    return this.#origins[index - this.#firstIndex] ?? 0;
  }

  /**
   * Of several lines of a row the weightiest stays, and of these the first.
   *
   * @param options - `origin`: a number below 65,536; `weight`: from 1 to 255
   */
  async add(
    index: number,
    line: string,
    { origin = 0, weight = 1 }: { origin?: number; weight?: number } = {},
  ): Promise<void> {
    const at = index - this.#firstIndex;
    const known = this.#weights[at];
    if (known === undefined || known >= weight) return;
    const bytes = Buffer.from(line, "utf8");
    this.#weights[at] = weight;
    this.#starts[at] = this.#end;
    this.#lengths[at] = bytes.length;
    this.#origins[at] = origin;
    this.#end += bytes.length;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= WRITE_BYTES) await this.flush();
  }

  /**
   * To be called before lines are read.
   *
   * @throws {@link FireworksConfigurationError} when the disk is full
   */
  async flush(): Promise<void> {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    try {
      await this.#file.appendFile(bytes);
    } catch (error) {
      throw spoolError(error);
    }
  }

  /**
   * What was added. It is read at once: the disk has it in memory mostly, and handing each line to another
   * thread takes several times as long as reading it.
   */
  get(index: number): string | undefined {
    if (!this.has(index)) return undefined;
    const at = index - this.#firstIndex;
    const length = this.#lengths[at] ?? 0;
    const bytes = Buffer.allocUnsafe(length);
    const read = readSync(this.#file.fd, bytes, 0, length, this.#starts[at] ?? 0);
    return bytes.toString("utf8", 0, read);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
