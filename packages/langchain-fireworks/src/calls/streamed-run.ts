import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";

/** Where the pieces of an answer come from. */
export interface PieceSource<Piece> {
  readonly areOver: boolean;
  buffered(): Piece | undefined;
  next(): Promise<Piece | undefined>;
  close(): Promise<void>;
}

/** What is done at each turn of a streamed run. */
export interface RunSteps<Piece, Shown> {
  /** Reports the start; undefined when nobody listens. */
  start(): Promise<CallbackManagerForLLMRun | undefined>;
  /** Asks; resolves with the first event. */
  open(run: CallbackManagerForLLMRun | undefined): Promise<PieceSource<Piece>>;
  /** Tells the run of a piece. */
  report(run: CallbackManagerForLLMRun, piece: Piece): Promise<void>;
  /** What the reader gets of a piece; asked before it is reported. */
  show(piece: Piece, runId: string | undefined): Shown;
  /** Ends the run with the sum of all pieces; not asked for if nobody listens to it. */
  end(run: CallbackManagerForLLMRun, sum: Piece): Promise<void>;
  /** @throws when the call was aborted, also after all of the answer had come */
  refuseAborted(): void;
}

interface Summed<Piece> {
  concat(piece: Piece): Piece;
}

type Step<Shown> = IteratorResult<Shown, undefined>;

const END: Step<never> = { done: true, value: undefined };

/**
 * A streamed answer as a run: started, reported piece by piece, ended or failed, as core's own generator
 * does it, and read like one. What is already here costs one promise a piece, and what nobody
 * listens to is not reckoned. The run ends with the last piece, whether or not the reader asks for more.
 * Leaving or cancelling closes the connection at once, also while a piece is waited for.
 */
export class StreamedRun<Piece extends Summed<Piece>, Shown> implements AsyncGenerator<
  Shown,
  undefined
> {
  readonly #steps: RunSteps<Piece, Shown>;
  #run: CallbackManagerForLLMRun | undefined;
  #pieces: PieceSource<Piece> | undefined;
  #sum: Piece | undefined;
  #tellsPieces = false;
  #tellsSum = false;
  #isOver = false;
  #ending: Promise<void> | undefined;
  /** Turns that wait or are under way, and the last of them. */
  #turns = 0;
  #last: Promise<Step<Shown>> = Promise.resolve(END);

  constructor(steps: RunSteps<Piece, Shown>) {
    this.#steps = steps;
  }

  next(): Promise<Step<Shown>> {
    const isFirst = this.#turns === 0;
    if (isFirst && !this.#tellsPieces) {
      const ready = this.#takeReady();
      if (ready !== undefined) return ready;
    }
    const turn = (): Promise<Step<Shown>> => this.#takeTurn();
    this.#turns += 1;
    this.#last = isFirst ? turn() : this.#last.then(turn, turn);
    return this.#last;
  }

  async return(): Promise<Step<Shown>> {
    this.#isOver = true;
    await this.#pieces?.close();
    return END;
  }

  async throw(error: unknown): Promise<Step<Shown>> {
    if (this.#isOver) throw error;
    return this.#fail(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  /** The fast path: a piece that is already here, or the error that stands in its place. */
  #takeReady(): Promise<Step<Shown>> | undefined {
    if (this.#pieces === undefined || this.#isOver) return undefined;
    try {
      const piece = this.#pieces.buffered();
      if (piece === undefined) return undefined;
      const value = this.#steps.show(piece, this.#run?.runId);
      this.#add(this.#pieces, piece);
      return Promise.resolve({ done: false, value });
    } catch (error) {
      return this.#fail(error);
    }
  }

  async #takeTurn(): Promise<Step<Shown>> {
    try {
      if (!this.#isOver) {
        const step = await this.#nextStep();
        if (step !== undefined) return step;
      }
      await this.#ending;
      return END;
    } catch (error) {
      this.#isOver = true;
      throw error;
    } finally {
      this.#turns -= 1;
    }
  }

  /** Undefined at the end, and when the reader left meanwhile. */
  async #nextStep(): Promise<Step<Shown> | undefined> {
    this.#pieces ??= await this.#begin();
    const pieces = this.#pieces;
    try {
      const piece = this.#isOver ? undefined : await pieces.next();
      if (this.#isOver) return await this.#leave(pieces);
      this.#steps.refuseAborted();
      if (piece === undefined) return this.#finish();
      const value = this.#steps.show(piece, this.#run?.runId);
      if (this.#run && this.#tellsPieces) await this.#steps.report(this.#run, piece);
      this.#add(pieces, piece);
      return { done: false, value };
    } catch (error) {
      return this.#fail(error);
    }
  }

  async #begin(): Promise<PieceSource<Piece>> {
    this.#run = await this.#steps.start();
    this.#tellsPieces = this.#hasHandlerOf("handleLLMNewToken");
    this.#tellsSum = this.#hasHandlerOf("handleLLMEnd");
    try {
      return await this.#steps.open(this.#run);
    } catch (error) {
      return this.#fail(error);
    }
  }

  #hasHandlerOf(event: "handleLLMNewToken" | "handleLLMEnd"): boolean {
    const handlers = this.#run?.handlers ?? [];
    return handlers.some((handler) => !handler.ignoreLLM && handler[event] !== undefined);
  }

  #add(pieces: PieceSource<Piece>, piece: Piece): void {
    if (this.#tellsSum) this.#sum = this.#sum === undefined ? piece : this.#sum.concat(piece);
    if (pieces.areOver) this.#finish();
  }

  /** The run ends with the last piece, whether or not the reader asks for more. */
  #finish(): undefined {
    this.#isOver = true;
    if (this.#run === undefined || this.#sum === undefined) return;
    this.#ending = this.#steps.end(this.#run, this.#sum);
    // Thrown to the reader who asks for more; to nobody if he does not.
    this.#ending.catch(() => undefined);
  }

  /** The reader left while the answer was asked for, or waited for. */
  async #leave(pieces: PieceSource<Piece>): Promise<undefined> {
    await pieces.close();
  }

  async #fail(error: unknown): Promise<never> {
    this.#isOver = true;
    await this.#pieces?.close();
    await this.#run?.handleLLMError(error);
    throw error;
  }
}
