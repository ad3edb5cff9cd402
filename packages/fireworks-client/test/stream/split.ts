import * as fc from "fast-check";

/** Any way to cut these bytes into packets. */
export const splits = (bytes: Uint8Array): fc.Arbitrary<Uint8Array[]> =>
  fc.uniqueArray(fc.nat({ max: bytes.length }), { maxLength: 24 }).map((cuts) => {
    const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
    return places.slice(1).map((end, at) => bytes.slice(places[at], end));
  });
