import fc from "fast-check";
import { expect, test } from "vitest";
import { Tokenizer } from "../../src/tokens/tokenizer.js";

test("the texts of tokens join to the text of all, wherever characters are split over tokens", async () => {
  const tokenizer = await Tokenizer.load();
  const ids = fc.array(fc.oneof(fc.nat(255), fc.nat(100_255), fc.nat()), { maxLength: 30 });
  // Whole characters behind what began one would otherwise keep its bytes waiting.
  const end = tokenizer.ids("end");
  fc.assert(
    fc.property(ids, (some) => {
      const all = [...some, ...end];
      const tokens = tokenizer.tokens(all);
      expect(tokens.map(({ text }) => text).join("")).toBe(tokenizer.decode(all));
      expect(tokens.map(({ id }) => id)).toEqual(all);
    }),
  );
});

test("a token says the same whatever stood before it", async () => {
  const tokenizer = await Tokenizer.load();
  const alone = tokenizer.encode(" world");
  const behindPartOfACharacter = tokenizer.tokens(tokenizer.ids("𓀀").slice(0, 1));
  expect(behindPartOfACharacter[0]?.text).toBe("");
  expect(tokenizer.encode(" world")).toEqual(alone);
  expect(
    tokenizer
      .encode("héllo wörld 日本 𓀀!")
      .map(({ text }) => text)
      .join(""),
  ).toBe("héllo wörld 日本 𓀀!");
});
