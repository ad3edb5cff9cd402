import type { ArrivingChunks } from "./arriving-chunks.js";

/** How an answer's chunks become what LangChain streams. */
export interface PieceRules<Chunk, Piece> {
  chunks: ArrivingChunks<Chunk>;
  /** The pieces of one chunk. */
  read(chunk: Chunk): readonly Piece[];
  /** The pieces that end the answer. Asked once, when all chunks were read. */
  close(): readonly Piece[];
}

/** The pieces of an answer that is arriving, in the form LangChain streams. */
export class ArrivingPieces<Chunk, Piece> {
  readonly #rules: PieceRules<Chunk, Piece>;
  #ready: readonly Piece[] = [];
  #taken = 0;
  #isClosing = false;

  constructor(rules: PieceRules<Chunk, Piece>) {
    this.#rules = rules;
  }

  /** Whether the last piece was given. */
  get areOver(): boolean {
    return this.#isClosing && this.#taken === this.#ready.length;
  }

  /** The next piece of what is already here; undefined when it has to be waited for, and at the end. */
  buffered(): Piece | undefined {
    while (this.#taken === this.#ready.length) {
      const chunk = this.#isClosing ? undefined : this.#rules.chunks.buffered();
      if (chunk === undefined) return undefined;
      this.#fill(this.#rules.read(chunk));
    }
    return this.#ready[this.#taken++];
  }

  /** The next piece; undefined at the end. One call at a time. */
  async next(): Promise<Piece | undefined> {
    let piece = this.buffered();
    while (piece === undefined && !this.#isClosing) {
      const chunk = await this.#rules.chunks.next();
      // Closed while waiting.
      if (this.#isClosing) return undefined;
      this.#isClosing = chunk === undefined;
      this.#fill(chunk === undefined ? this.#rules.close() : this.#rules.read(chunk));
      piece = this.buffered();
    }
    return piece;
  }

  /** Nobody wants the rest: closes the connection. */
  close(): Promise<void> {
    this.#isClosing = true;
    this.#fill([]);
    return this.#rules.chunks.close();
  }

  #fill(pieces: readonly Piece[]): void {
    this.#ready = pieces;
    this.#taken = 0;
  }
}
