import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256 } from "../../src/settings/sha256.js";

const byNode = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

test("the digests of FIPS 180-4's examples are right", () => {
  expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("texts of every length around the ends of blocks agree with Node", () => {
  const texts = Array.from({ length: 200 }, (_, length) => "x".repeat(length));
  expect(texts.map(sha256)).toEqual(texts.map(byNode));
});

test("any text agrees with Node, lone surrogates included", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(byNode(text));
    }),
  );
  expect(sha256("\uD800")).toBe(byNode("\uD800"));
});
