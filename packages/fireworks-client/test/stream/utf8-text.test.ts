import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Utf8Text } from "../../src/stream/utf8-text.js";
import { splits } from "./split.js";

const decode = (packets: Uint8Array[]): string => {
  const text = new Utf8Text();
  return packets.map((packet) => text.decode(packet)).join("") + text.end();
};

const packetsOf = (bytes: fc.Arbitrary<Uint8Array>) =>
  bytes.chain((all) => fc.tuple(fc.constant(all), splits(all)));

const mixed = fc
  .array(fc.constantFrom("abc", "é", "漢", "🎆", "\uFEFF", "x"), { maxLength: 20 })
  .map((parts) => new TextEncoder().encode(parts.join("")));

test("any split of any text is what TextDecoder makes of the whole", () => {
  fc.assert(
    fc.property(packetsOf(mixed), ([all, packets]) => {
      expect(decode(packets)).toBe(new TextDecoder().decode(all));
    }),
    { numRuns: 2000 },
  );
});

test("any split of any bytes, valid or not, is what TextDecoder makes of the whole", () => {
  const broken = fc
    .array(
      fc.constantFrom(0x41, 0x80, 0xbf, 0xc3, 0xa9, 0xe6, 0xbc, 0xf0, 0x9f, 0xef, 0xbb, 0xff),
      {
        maxLength: 20,
      },
    )
    .map((bytes) => Uint8Array.from(bytes));
  fc.assert(
    fc.property(packetsOf(broken), ([all, packets]) => {
      expect(decode(packets)).toBe(new TextDecoder().decode(all));
    }),
    { numRuns: 2000 },
  );
});
