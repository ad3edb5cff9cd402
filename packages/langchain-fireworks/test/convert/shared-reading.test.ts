import fc from "fast-check";
import { expect, test } from "vitest";
import { SharedReading } from "../../src/convert/shared-reading.js";

/** Reads letters into a text, and counts them. */
function letters() {
  const seen = { pushed: 0 };
  const reading = SharedReading.open<string, { text: string }>(() => {
    let text = "";
    return {
      push(letter) {
        seen.pushed += 1;
        text += letter;
      },
      value: () => ({ text }),
    };
  }, []);
  return { seen, reading };
}

test("each of many readings holds what it was made from, in whatever order they are made and read", () => {
  const step = fc.record({
    from: fc.nat(),
    letter: fc.constantFrom("a", "b", "c"),
    look: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const made = [{ reading: letters().reading, text: "" }];
      for (const { from, letter, look } of steps) {
        const [parent] = made.slice(from % made.length);
        if (parent) made.push({ reading: parent.reading.plus(letter), text: parent.text + letter });
        const [seen] = made.slice(look % made.length);
        expect(seen?.reading.value.text).toBe(seen?.text);
      }
      for (const { reading, text } of made) expect(reading.value.text).toBe(text);
    }),
  );
});

test("a piece is read once, however often the readings are looked at, one step late or not", () => {
  for (const late of [0, 1]) {
    const { seen, reading } = letters();
    let [before, latest] = [reading, reading];
    for (let at = 0; at < 100; at += 1) {
      [before, latest] = [latest, latest.plus("a")];
      const looked = late === 1 ? before : latest;
      expect(looked.value).toBe(looked.value);
    }
    expect(latest.value.text).toHaveLength(100);
    expect(seen.pushed).toBe(100);
  }
});

test("the same value at each look", () => {
  const reading = letters().reading.plus("a");
  expect(reading.value).toBe(reading.value);
});
