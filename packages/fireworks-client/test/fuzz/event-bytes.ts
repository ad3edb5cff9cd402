import * as fc from "fast-check";
import { splits } from "../stream/split.js";

const utf8 = new TextEncoder();

const PIECES = [
  ..."data: |data:|data|event: error|event: ping|event|:comment|id: 7|retry: 5|: | |\u2028|x".split(
    "|",
  ),
  ...'\n|\r|\r\n|\n\n|\r\r|\r\n\r\n|\u0085|\v|\0|\uFEFF|[DONE]|{"a":"é漢🎆"}'.split("|"),
].map((text) => utf8.encode(text));

/** Cut characters, characters longer than they may be, surrogates, bytes that begin nothing. */
const INVALID = [
  [0xff],
  [0xc3],
  [0xe6, 0xbc],
  [0xf0, 0x9f, 0x8e],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
];
const HUGE = utf8.encode("wide load ".repeat(200));

const piece: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 3, arbitrary: fc.constantFrom(...INVALID.map((bytes) => Uint8Array.from(bytes))) },
  { weight: 3, arbitrary: fc.uint8Array({ maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constant(HUGE) },
);

/** Bytes that look like events, more or less. */
export const eventBytes: fc.Arbitrary<Uint8Array> = fc
  .array(piece, { maxLength: 40 })
  .map((pieces) => Uint8Array.from(pieces.flatMap((bytes) => [...bytes])));

/** Bytes, and one way to cut them into packets. */
export const inPackets = (
  bytes: fc.Arbitrary<Uint8Array>,
): fc.Arbitrary<[Uint8Array, Uint8Array[]]> =>
  bytes.chain((whole) => fc.tuple(fc.constant(whole), splits(whole)));
