import { pipeline } from "node:stream";
import type { Duplex, Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

const DECODERS: ReadonlyMap<string, () => Duplex> = new Map<string, () => Duplex>([
  ["gzip", createGunzip],
  ["x-gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
]);

/**
 * A body as it was before it was compressed; as it came, like `fetch`, when the way is not known. What
 * ends too early is an error, which `fetch` lets pass.
 */
export function decodedBody(body: Readable, contentEncoding: string): Readable {
  const names = contentEncoding.split(",").map((name) => name.trim().toLowerCase());
  const makers = names.toReversed().map((name) => DECODERS.get(name));
  let decoded: Readable = body;
  for (const make of makers) {
    // Destroying the last of them destroys those before it.
    if (make !== undefined) decoded = pipeline(decoded, make(), () => undefined);
  }
  return makers.includes(undefined) ? body : decoded;
}
