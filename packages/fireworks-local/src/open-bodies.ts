/** The response bodies being read in process, so that closing the server can end them. */
export class OpenBodies {
  readonly #aborts = new Set<(reason: unknown) => void>();

  /** The same body; it fails when the signal fires or the server closes, and frees its source. */
  bind(body: ReadableStream<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
    const reader = body.getReader();
    const aborts = this.#aborts;
    let onAbort = (): void => {};
    const release = (fail: (reason: unknown) => void): void => {
      aborts.delete(fail);
      signal.removeEventListener("abort", onAbort);
    };
    let fail: (reason: unknown) => void = () => {};
    return new ReadableStream<Uint8Array>(
      {
        start(controller) {
          fail = (reason) => {
            release(fail);
            controller.error(reason);
            void reader.cancel(reason);
          };
          onAbort = () => fail(signal.reason);
          aborts.add(fail);
          signal.addEventListener("abort", onAbort);
        },
        async pull(controller) {
          const { done, value } = await reader.read();
          if (!aborts.has(fail)) return;
          if (!done) return controller.enqueue(value);
          release(fail);
          controller.close();
        },
        cancel(reason) {
          release(fail);
          return reader.cancel(reason);
        },
      },
      // Nothing is made that nobody asked for yet.
      { highWaterMark: 0 },
    );
  }

  closeAll(): void {
    this.#aborts.forEach((fail) => fail(new TypeError("terminated: fireworks-local closed")));
  }
}
