/** Something read piece by piece. */
export interface Reader<Piece, Value> {
  push(piece: Piece): void;
  /** What was read so far. Later pieces do not change it. */
  value(): Value;
}

/** The pieces of one stream, and a reader that went over some of them. */
interface Log<Piece, Value> {
  readonly open: () => Reader<Piece, Value>;
  readonly pieces: Piece[];
  reader: Reader<Piece, Value>;
  read: number;
}

/**
 * A list of pieces and the value read from them, which never changes: to add a piece makes another
 * one. All that were made one from the other share the pieces and the reader, so that reading each of
 * them costs what its new pieces cost. Only one that is read after a later one was, or a second one made
 * from the same, is read from the start.
 */
export class SharedReading<Piece, Value> {
  readonly #log: Log<Piece, Value>;
  readonly #length: number;
  #known: { value: Value } | undefined = undefined;

  private constructor(log: Log<Piece, Value>) {
    this.#log = log;
    this.#length = log.pieces.length;
  }

  static open<Piece, Value>(
    open: () => Reader<Piece, Value>,
    pieces: readonly Piece[],
  ): SharedReading<Piece, Value> {
    return new SharedReading({ open, pieces: [...pieces], reader: open(), read: 0 });
  }

  plus(piece: Piece): SharedReading<Piece, Value> {
    const { open, pieces } = this.#log;
    if (pieces.length > this.#length) {
      return SharedReading.open(open, [...pieces.slice(0, this.#length), piece]);
    }
    pieces.push(piece);
    return new SharedReading(this.#log);
  }

  /** The same value at each look. */
  get value(): Value {
    this.#known ??= { value: this.#read() };
    return this.#known.value;
  }

  #read(): Value {
    const log = this.#log;
    if (log.read > this.#length) return readAll(log.open(), log.pieces.slice(0, this.#length));
    const value = readAll(log.reader, log.pieces.slice(log.read, this.#length));
    log.read = this.#length;
    return value;
  }
}

function readAll<Piece, Value>(reader: Reader<Piece, Value>, pieces: readonly Piece[]): Value {
  for (const piece of pieces) reader.push(piece);
  return reader.value();
}
