import type { FireworksClientOptions } from "fireworks-client";
import { undiciFetch } from "fireworks-client/undici";

/** What clients take as their `fetch`. */
export type Fetch = NonNullable<FireworksClientOptions["fetch"]>;

/** A way to send: what is passed where `fetch` goes. */
export interface Transport {
  readonly name: string;
  readonly fetch: Fetch;
}

/** Every cell of the matrix runs over each of them. */
export const TRANSPORTS: readonly Transport[] = [
  { name: "fetch", fetch: (...given) => globalThis.fetch(...given) },
  { name: "undici", fetch: undiciFetch() },
];
