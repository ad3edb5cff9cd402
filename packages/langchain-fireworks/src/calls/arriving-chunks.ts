/** One stream's reader: a reducer over wire chunks. */
export interface ChunkReading<Chunk> {
  /** What is handed on in place of this chunk; what may still change is held back. */
  push(chunk: Chunk): Chunk[];
  /** What was held back until the end. */
  end(): Chunk[];
}

/** A client's stream. Without `buffered`, as of an injected client, every chunk costs a promise. */
export interface ClientStream<Chunk> extends AsyncIterable<Chunk> {
  /** The next chunk that is already here; undefined when one has to be waited for. */
  buffered?(): Chunk | undefined;
}

/** How the chunks of a stream are read, and what its errors become. */
export interface ArrivalRules<Chunk> {
  /** None: the chunks are handed on as they come. */
  reading: ChunkReading<Chunk> | undefined;
  /** What is thrown in place of an error. */
  adopt(error: unknown): unknown;
}

/**
 * The chunks of an answer as they are read. `buffered()` gives those that are here without a promise for
 * each, `next()` waits; both throw errors that are LangChain's as well. Iterating does both, and leaving
 * the loop closes the connection.
 */
export class ArrivingChunks<Chunk> implements AsyncIterable<Chunk> {
  readonly #stream: ClientStream<Chunk>;
  readonly #source: AsyncIterator<Chunk>;
  readonly #rules: ArrivalRules<Chunk>;
  /** Read, and not handed on yet. */
  #read: Chunk[] = [];
  #ended = false;

  constructor(stream: ClientStream<Chunk>, rules: ArrivalRules<Chunk>) {
    this.#stream = stream;
    this.#source = stream[Symbol.asyncIterator]();
    this.#rules = rules;
  }

  /** The next chunk that is already here; undefined when one has to be waited for, and at the end. */
  buffered(): Chunk | undefined {
    try {
      if (this.#rules.reading === undefined) return this.#stream.buffered?.();
      return this.#readBuffered(this.#rules.reading);
    } catch (error) {
      throw this.#rules.adopt(error);
    }
  }

  #readBuffered(reading: ChunkReading<Chunk>): Chunk | undefined {
    while (this.#read.length === 0) {
      const chunk = this.#ended ? undefined : this.#stream.buffered?.();
      if (chunk === undefined) return undefined;
      this.#read.push(...reading.push(chunk));
    }
    return this.#read.shift();
  }

  /** The next chunk; undefined at the end. One call at a time. */
  async next(): Promise<Chunk | undefined> {
    try {
      let chunk = this.buffered();
      while (chunk === undefined && !this.#ended) {
        const { done, value } = await this.#source.next();
        // Closed while waiting: nobody wants what was held back.
        if (this.#ended) return undefined;
        this.#ended = done === true;
        chunk = this.#readNext(done === true ? undefined : value);
      }
      return chunk;
    } catch (error) {
      throw this.#rules.adopt(error);
    }
  }

  #readNext(chunk: Chunk | undefined): Chunk | undefined {
    const { reading } = this.#rules;
    if (reading === undefined) return chunk;
    this.#read.push(...(chunk === undefined ? reading.end() : reading.push(chunk)));
    return this.#read.shift();
  }

  /** Nobody wants the rest: closes the connection. */
  async close(): Promise<void> {
    this.#ended = true;
    this.#read = [];
    await this.#source.return?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Chunk, undefined> {
    try {
      for (;;) {
        const chunk = this.buffered() ?? (await this.next());
        if (chunk === undefined) return;
        yield chunk;
      }
    } finally {
      await this.close();
    }
  }
}
