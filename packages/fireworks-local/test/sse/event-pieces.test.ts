import fc from "fast-check";
import { expect, test } from "vitest";
import { splitAfterEvents } from "../../src/sse/event-pieces.js";

test("bytes are split after each blank line and lose nothing", () => {
  const unit = fc.constantFrom("\n", "\r", "a");
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 20 }), (text) => {
      const split = splitAfterEvents(new TextEncoder().encode(text));
      const texts = split.map((piece) => new TextDecoder().decode(piece));
      expect(texts.join("")).toBe(text);
      for (const piece of texts.slice(0, -1)) expect(piece).toMatch(/\n\r*\n$/);
      expect(texts.every((piece) => piece !== "")).toBe(true);
    }),
  );
});
