import type { ResponseInfo } from "../http/response-info.js";

export interface WithResponse<T> {
  data: T;
  response: ResponseInfo;
}

/**
 * A promise of the answer, with the answer's headers on request. The request is already on its way;
 * there is one underlying promise, so an error is reported once, whichever way it is awaited.
 */
export class ResponsePromise<T> extends Promise<T> {
  readonly #answer: Promise<WithResponse<T>>;

  constructor(answer: Promise<WithResponse<T>>) {
    // The part of this object that is itself a promise is never used: `then` is replaced.
    super(() => undefined);
    this.#answer = answer;
  }

  /** `then` makes ordinary promises. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** The answer together with its status, headers, rate limit and timings. */
  withResponse(): Promise<WithResponse<T>> {
    return this.#answer;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- this is a promise
  override then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    // One promise for the answer and for what is made of it, as with any promise.
    const fulfil = (answer: WithResponse<T>): unknown =>
      typeof onFulfilled === "function" ? onFulfilled(answer.data) : answer.data;
    return this.#answer.then(fulfil, onRejected) as Promise<A | B>;
  }

  override catch<B = never>(
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<T | B> {
    return this.then(undefined, onRejected);
  }

  override finally(onFinally?: (() => void) | null): Promise<T> {
    return this.#answer.then(({ data }) => data).finally(onFinally);
  }
}
