import { pickRunnableConfigKeys, type RunnableConfig } from "@langchain/core/runnables";
import { AsyncLocalStorageProviderSingleton } from "@langchain/core/singletons";
import { IterableReadableStream } from "@langchain/core/utils/stream";

/**
 * Begins an answer as core's `stream()` does: its first step runs in the context of the call, where
 * what is called inside finds its callbacks, and what fails before the first chunk rejects. The steps
 * after it only read, and nothing there asks for a context.
 */
export async function directStream<Value>(
  source: AsyncGenerator<Value>,
  config: RunnableConfig,
): Promise<IterableReadableStream<Value>> {
  const first = await AsyncLocalStorageProviderSingleton.runWithConfig(
    pickRunnableConfigKeys(config),
    () => source.next(),
    true,
  );
  return new DirectStream(source, first);
}

/**
 * The readable stream that core's `stream()` returns, which goes past the platform's queue as long as it
 * is iterated and nobody took a reader: each chunk would cost several promises there. A reader, `tee` or a
 * pipe, also in the middle of the iteration, finds what is left.
 */
class DirectStream<Value> extends IterableReadableStream<Value> {
  readonly #source: AsyncGenerator<Value>;
  #first: IteratorResult<Value> | undefined;
  /** Somebody took a reader: the platform's queue may hold a chunk. */
  #isQueued = false;

  constructor(source: AsyncGenerator<Value>, first: IteratorResult<Value>) {
    super(
      {
        pull: async (controller) => {
          this.#isQueued = true;
          const { done, value } = await this.#read();
          if (done === true) controller.close();
          else controller.enqueue(value);
        },
        cancel: async () => {
          this.#first = undefined;
          await source.return(undefined);
        },
      },
      // Nothing is read that nobody asked for.
      { highWaterMark: 0 },
    );
    this.#source = source;
    this.#first = first;
  }

  override next(): Promise<IteratorResult<Value>> {
    return this.#isQueued || this.locked ? super.next() : this.#read();
  }

  override async return(): Promise<IteratorResult<Value>> {
    if (this.#isQueued || this.locked) return super.return();
    await this.cancel();
    return { done: true, value: undefined };
  }

  override async throw(error: unknown): Promise<IteratorResult<Value>> {
    if (this.#isQueued || this.locked) return super.throw(error);
    await this.cancel();
    throw error;
  }

  #read(): Promise<IteratorResult<Value>> {
    const first = this.#first;
    if (first === undefined) return this.#source.next();
    this.#first = undefined;
    return Promise.resolve(first);
  }
}
