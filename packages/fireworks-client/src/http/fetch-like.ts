/** What `fetch` is called with: the headers are `Headers`. `redirect` is never "follow". */
export interface FetchInit extends RequestInit {
  headers: Headers;
}

/** The part of a `Response` that is used, so that something smaller may stand in for it. */
export interface FetchResponse {
  /** Whether the status is 200 to 299. */
  readonly ok: boolean;
  /** The HTTP status; 0 when a browser hides it. */
  readonly status: number;
  /** As the Fetch standard has it; "default" when there is nothing special about it. */
  readonly type: Response["type"];
  /** Names in lower case, each once. */
  readonly headers: Iterable<[name: string, value: string]>;
  /** The bytes, decompressed; null when there are none. */
  readonly body: FetchBody | null;
}

/** A body that is read by one reader, or not wanted. */
export interface FetchBody {
  getReader(): ByteReader;
  cancel(reason?: unknown): Promise<void>;
}

/** As a reader of a web stream. */
export interface ByteReader {
  read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
  /** Closes the connection; a read that waits finds the end. */
  cancel(reason?: unknown): Promise<void>;
}

/** The platform's `fetch`, or a function that does as much of it as this client needs. */
export type FetchLike = (url: string, init: FetchInit) => Promise<FetchResponse>;

/**
 * Marks a function that takes headers as a plain object too, and so is spared a `Headers` for each call.
 * Registered, because the entries of this package may be loaded apart.
 */
export const TAKES_PLAIN_HEADERS: unique symbol = Symbol.for("fireworks-client.plain-headers");
