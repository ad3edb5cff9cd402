import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { SseDecoder } from "../../src/stream/sse-events.js";
import { splits } from "./split.js";
import { oracle } from "./sse-oracle.js";

const fixtures = new URL("../fixtures/", import.meta.url);
const utf8 = new TextEncoder();

function decode(packets: Uint8Array[], limit?: number) {
  const decoder = new SseDecoder(limit);
  const events = packets.flatMap((packet) => decoder.push(packet));
  return { events: [...events, ...decoder.end()], tooLarge: decoder.tooLarge };
}

const decodeText = (text: string) => decode([utf8.encode(text)]).events;
const event = (data: string, name = "", terminated = true) => ({ name, data, terminated });

describe.each(readdirSync(fixtures).filter((name) => name.endsWith(".sse")))("%s", (file) => {
  const bytes = new Uint8Array(readFileSync(new URL(file, fixtures)));

  test("gives the same events when cut at every single byte", () => {
    const whole = oracle(bytes);
    expect(whole.length).toBeGreaterThan(0);
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(decode([bytes.slice(0, at), bytes.slice(at)]).events).toEqual(whole);
    }
    expect(decode([...bytes].map((byte) => Uint8Array.of(byte))).events).toEqual(whole);
  });

  test("gives the same events for any split", () => {
    const whole = oracle(bytes);
    fc.assert(
      fc.property(splits(bytes), (packets) => {
        expect(decode(packets).events).toEqual(whole);
      }),
    );
  });
});

test("agrees with the oracle on arbitrary mixtures of fields, line ends and text", () => {
  const piece = fc.constantFrom(
    "data: ",
    "data:",
    "data",
    "event: error",
    "event:",
    ":comment",
    "id: 7",
    "retry: 5",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\r\r",
    ": ",
    " ",
    '{"a":"é漢🎆"}',
    "[DONE]",
    "\u2028",
    "\u0085",
    "\v",
    "x",
  );
  const stream = fc
    .array(piece, { maxLength: 30 })
    .map((parts) => utf8.encode(parts.join("")))
    .chain((bytes) => fc.tuple(fc.constant(bytes), splits(bytes)));
  fc.assert(
    fc.property(stream, ([bytes, packets]) => {
      expect(decode(packets).events).toEqual(oracle(bytes));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["a byte order mark", "\uFEFFdata: a\n\n", [event("a")]],
  ["no space after the colon", "data:a\n\n", [event("a")]],
  ["only one space is taken", "data:  a\n\n", [event(" a")]],
  ["data in several lines", "data: a\ndata: b\n\n", [event("a\nb")]],
  ["comments and unknown fields", ": ping\nid: 1\nfoo: bar\ndata: a\n\n", [event("a")]],
  [
    "a name that holds for one event",
    "event: ping\ndata: a\n\ndata: b\n\n",
    [event("a", "ping"), event("b")],
  ],
  ["a name without data", "event: ping\n\ndata: b\n\n", [event("b")]],
  ["an error without data", "event: error\n\ndata: b\n\n", [event("", "error"), event("b")]],
  ["lone carriage returns", "data: a\r\rdata: b\r\r", [event("a"), event("b")]],
  ["no line end at the end", "data: a\n\ndata: b", [event("a"), event("b", "", false)]],
  ["one line end at the end", "data: a\n", [event("a", "", false)]],
  ["empty data", "data:\n\n", [event("")]],
  ["nothing", "", []],
])("reads %s", (_name, text, expected) => {
  expect(decodeText(text)).toEqual(expected);
});

test("a carriage return and its line feed may come in two packets", () => {
  const decoder = new SseDecoder();
  expect(decoder.push(utf8.encode("data: a\r"))).toEqual([]);
  expect(decoder.push(utf8.encode("\ndata: b\r\n\r"))).toEqual([event("a\nb")]);
  expect(decoder.push(utf8.encode("\n"))).toEqual([]);
});

test("stops at an event above the limit, after handing out those before it", () => {
  const text = `data: ok\n\ndata: ${"x".repeat(100)}\n\ndata: late\n\n`;
  const bytes = utf8.encode(text);
  for (const packets of [[bytes], [...bytes].map((byte) => Uint8Array.of(byte))]) {
    expect(decode(packets, 50)).toEqual({ events: [event("ok")], tooLarge: true });
  }
  expect(decode([bytes], 200).tooLarge).toBe(false);
});

test("limits a line that never ends and data that never stops", () => {
  expect(decode([utf8.encode(`: ${"x".repeat(60)}`)], 50).tooLarge).toBe(true);
  expect(decode([utf8.encode("data: xxxxxxxxx\n".repeat(9))], 50).tooLarge).toBe(true);
});

test("a large event in small packets is searched for its end packet by packet", () => {
  const packet = utf8.encode("x".repeat(1000));
  const decoder = new SseDecoder();
  decoder.push(utf8.encode("data: "));
  const indexOf = vi.spyOn(String.prototype, "indexOf");
  for (let count = 0; count < 1000; count += 1) decoder.push(packet);
  const searched = indexOf.mock.contexts.map((text) => String(text).length);
  indexOf.mockRestore();
  // Searching the whole line anew at every packet would cost the square of its length.
  expect(Math.max(...searched)).toBe(1000);
  expect(decoder.push(utf8.encode("\n\n"))[0]?.data.length).toBe(1_000_000);
});
