import * as fc from "fast-check";
import { scanJson, startJsonScan } from "fireworks-client";
import { expect, test } from "vitest";

const container = fc
  .oneof(fc.object(), fc.array(fc.jsonValue()))
  .map((value) => JSON.stringify(value));

test("users-ask D1: the end of an object or a list is found wherever the text is cut", () => {
  fc.assert(
    fc.property(container, fc.string(), fc.array(fc.nat(40)), (json, rest, cuts) => {
      const scan = startJsonScan();
      const text = ` ${json}${rest}`;
      let from = 0;
      let end: number | undefined;
      for (const cut of [...cuts, text.length]) {
        const piece = text.slice(from, from + cut);
        const found = scanJson(scan, piece);
        if (found !== undefined) {
          end = from + found;
          break;
        }
        from += piece.length;
      }
      expect(end).toBe(json.length + 1);
      expect(scan.ended).toBe(true);
    }),
  );
});

test.each(["", "null", '"{}"', '{"a":"}', '[{"a":1}', "}"])(
  "users-ask D1: %j has no end",
  (text) => {
    const scan = startJsonScan();
    expect(scanJson(scan, text)).toBeUndefined();
    expect(scan.ended).toBe(false);
  },
);
