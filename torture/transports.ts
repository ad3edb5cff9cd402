/** A way to send: what is passed where `fetch` goes. */
export interface Transport {
  readonly name: string;
  readonly fetch: typeof globalThis.fetch;
}

/** Every cell of the matrix runs over each of them. */
export const TRANSPORTS: readonly Transport[] = [
  { name: "fetch", fetch: (...given) => globalThis.fetch(...given) },
];
