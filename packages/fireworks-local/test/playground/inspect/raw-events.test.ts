import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  beginReading,
  beginsPacket,
  bytesOf,
  dataOf,
  eventsWith,
  readOn,
  shownEvents,
} from "../../../playground/src/inspect/raw-events.js";
import { summariseChunk } from "../../../playground/src/inspect/pretty-json.js";

function read(pieces: readonly string[]) {
  const reading = beginReading();
  const raw = pieces.map((text, index) => ({ at: (index + 1) * 10, text }));
  // As while an answer comes: again and again, each time a little more.
  for (let count = 0; count <= raw.length; count++) readOn(reading, raw.slice(0, count));
  return shownEvents(reading, raw.at(-1)?.at ?? 0);
}

describe("the events of a raw body", () => {
  test("are cut at blank lines, with the time of their last byte and their packets", () => {
    const events = read(['data: {"a"', ":1}\n\ndata: 2\n\n", ": ping\n\ndata: [DONE]\n\n"]);
    const told = events.map((event) => {
      const { at, packets } = event;
      return { at, packets, data: dataOf(event) };
    });
    expect(told).toEqual([
      { at: 20, packets: [1, 2], data: '{"a":1}' },
      { at: 20, packets: [2, 2], data: "2" },
      { at: 30, packets: [3, 3], data: undefined },
      { at: 30, packets: [3, 3], data: "[DONE]" },
    ]);
    expect(events.map((event, at) => beginsPacket(event, events[at - 1]))).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  test("lose no character and no byte, however the packets fall", () => {
    const ends = fc.constantFrom("\n\n", "\r\n\r\n", "\r\r");
    const body = fc
      .array(fc.tuple(fc.string({ unit: "binary" }), ends))
      .map((parts) => parts.map(([text, end]) => `data: ${text}${end}`).join(""));
    fc.assert(
      fc.property(body, fc.array(fc.nat(200)), (text, cuts) => {
        const places = [0, ...cuts.filter((cut) => cut < text.length), text.length].toSorted(
          (a, b) => a - b,
        );
        const pieces = places.slice(1).map((place, at) => text.slice(places[at], place));
        const events = read(pieces);
        const whole = read([text]);
        expect(events.map((event) => event.text).join("")).toBe(text);
        expect(events.map((event) => event.text)).toEqual(whole.map((event) => event.text));
      }),
    );
  });

  test("show what came after the last blank line, so a cut stream and a refusal are seen", () => {
    expect(read(["data: 1\n\nda", "ta: 2"]).at(-1)).toMatchObject({
      isWhole: false,
      text: "data: 2",
      packets: [1, 2],
      at: 20,
    });
    expect(read(['{"error":{}}'])).toMatchObject([{ text: '{"error":{}}' }]);
    expect(read(["data: 2"]).map(dataOf)).toEqual([undefined]);
  });

  test("count bytes, not characters", () => {
    expect(read(["data: é\n\n"]).map(bytesOf)).toEqual([10]);
  });

  test("are found by their text, whatever its case", () => {
    const events = read(["data: Paris\n\ndata: Rome\n\n"]);
    expect(eventsWith(events, "pAR").map(dataOf)).toEqual(["Paris"]);
    expect(eventsWith(events, "")).toEqual(events);
  });

  test("are read on from where reading stood: each once, of 20,000", () => {
    const reading = beginReading();
    const raw = Array.from({ length: 20_000 }, (_, at) => ({ at, text: `data: ${at}\n\n` }));
    for (let count = 0; count <= raw.length; count += 100) readOn(reading, raw.slice(0, count));
    expect(reading.events).toHaveLength(20_000);
  });
});

describe("an event in few words", () => {
  test.each([
    ['{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}', 'role "assistant"'],
    ['{"choices":[{"index":0,"delta":{"content":"Hi\\n"}}]}', String.raw`content "Hi\n"`],
    [
      '{"choices":[{"index":1,"delta":{},"finish_reason":"stop"}]}',
      'choice 1: finish_reason "stop"',
    ],
    ['{"choices":[],"usage":{"total_tokens":3}}', 'usage {"total_tokens":3}'],
    ["not JSON", "not JSON"],
    ["[DONE]", "[DONE]"],
  ])("%s is %s", (data, said) => {
    expect(summariseChunk(data)).toBe(said);
  });
});
