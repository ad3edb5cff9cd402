/** A set of row numbers: one bit a row. */
export class IndexSet {
  readonly #bits: Uint8Array;
  /** How many are in it. */
  size = 0;

  /** @param rows - numbers run from 0 to below this */
  constructor(rows: number) {
    this.#bits = new Uint8Array(Math.ceil(rows / 8));
  }

  has(index: number): boolean {
    return ((this.#bits[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;
  }

  /** Whether it was new. */
  add(index: number): boolean {
    if (this.has(index)) return false;
    const byte = index >> 3;
    this.#bits[byte] = (this.#bits[byte] ?? 0) | (1 << (index & 7));
    this.size += 1;
    return true;
  }
}
