import * as fc from "fast-check";
import { expect, test } from "vitest";
import { embeddingVector, FireworksError } from "fireworks-client";
import type { Embedding } from "fireworks-client";

const answer = (embedding: unknown): Embedding =>
  ({ object: "embedding", index: 3, embedding }) as Embedding;

/** As Fireworks encodes: little-endian float32, whatever this machine is. */
function encode(numbers: number[]): string {
  const view = new DataView(new ArrayBuffer(numbers.length * 4));
  numbers.forEach((number, at) => view.setFloat32(at * 4, number, true));
  return Buffer.from(view.buffer).toString("base64");
}

// Both encodings of one text, recorded from Fireworks (section 6.2 of the contract).
const FLOATS = [
  -0.9296875, 5.1875, -2.140625, 0.171875, -2.25, -0.8359375, -0.828125, 1.15625, 2.328125,
  -1.0078125, -3, 4.09375, 0.8359375, 0.1015625, 2.015625, -1.0859375,
];
const BASE64 =
  "AABuvwAApkAAAAnAAAAwPgAAEMAAAFa/AABUvwAAlD8AABVAAACBvwAAQMAAAINAAABWPwAA0D0AAAFAAACLvw==";

test("both encodings of a recorded vector give the same numbers", () => {
  expect(embeddingVector(answer(FLOATS))).toEqual(FLOATS);
  expect(embeddingVector(answer(BASE64))).toEqual(FLOATS);
});

test("every vector of float32 comes back from base64", () => {
  const float32 = fc.float({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(fc.array(float32, { minLength: 1 }), (numbers) => {
      expect(embeddingVector(answer(encode(numbers)))).toEqual(numbers);
    }),
  );
});

test.each([
  ["no numbers", [], "holds no numbers"],
  ["an empty text", "", "holds no numbers"],
  ["nothing", null, "holds no numbers"],
  ["an object", { 0: 1 }, "holds no numbers"],
  ["a number as text", [1, "2"], "not a finite number"],
  ["a null among numbers", [null], "not a finite number"],
  ["NaN in base64", encode([1, Number.NaN]), "not a finite number"],
  ["infinity in base64", encode([Number.POSITIVE_INFINITY]), "not a finite number"],
  ["half a number", Buffer.from("abcde").toString("base64"), "5 bytes"],
  ["no base64", "?!", "not base64"],
])("%s is no vector, and the error names its index", (_name, embedding, said) => {
  const read = () => embeddingVector(answer(embedding));
  expect(read).toThrow(FireworksError);
  expect(read).toThrow(
    expect.objectContaining({
      code: "invalid_response",
      message: expect.stringMatching(new RegExp(`index 3.*${said}`)),
    }),
  );
});
