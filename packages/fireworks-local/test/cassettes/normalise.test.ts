import fc from "fast-check";
import { expect, test } from "vitest";
import { IGNORED_FIELDS, Normaliser, withoutMedia } from "../../src/cassettes/normalise.js";
import { readRules } from "../../src/cassettes/rules.js";
import { cpuClock } from "../cpu-clock.js";

const plain = new Normaliser(readRules([], "ignore"));
const chat = (content: string, more: object = {}) => ({
  model: "m",
  messages: [{ role: "user", content }],
  ...more,
});
const said = (content: string): unknown =>
  (plain.loose(chat(content)) as { messages: { content: string }[] }).messages[0]?.content;

test.each([
  ["2026-11-23T12:56:23.123Z", "<time>"],
  ["2026-11-23 12:56", "<time>"],
  ["Mon, 23 Nov 2026 12:56:23 GMT", "<time>"],
  ["Mon Nov 23 2026 12:56:23 GMT+0000 (Coordinated Universal Time)", "<time>"],
  ["1795438583", "<time>"],
  ["1795438583123", "<time>"],
  ["2026-11-23", "<date>"],
  ["11/23/2026, 12:56:23 PM", "<date>, <clock>"],
  ["Monday, November 23, 2026", "<date>"],
  ["November 23, 2026", "<date>"],
  ["23 November 2026", "<date>"],
  ["Mon, 23 Nov 2026", "<date>"],
  ["Nov 3, 2026", "<date>"],
  ["Mon Nov 23 2026", "<date>"],
  ["2026/11/23", "<date>"],
  ["2026年11月23日", "<date>"],
  ["Mon Nov 23 12:56:23 2026", "<time>"],
  ["Tue Nov  3 12:56:23 UTC 2026", "<time>"],
  ["20261123T125623Z", "<time>"],
  ["507f1f77bcf86cd799439011", "<id>"],
  ["01ARZ3NDEKTSV4RRFFQ69G5FAV", "<id>"],
  ["thread_abc123def456", "<id>"],
  ["3fa85f64-5717-4562-b3fc-2c963f66afa6", "<id>"],
  ["call_Qi2b9f0a1c3d4e5f6a7b8c9d", "<id>"],
  ["chatcmpl-5f0c6d0e9a4b4e0f", "<id>"],
  ["run-3fa85f64-5717-4562-b3fc-2c963f66afa6-0", "<id>"],
  ["d41d8cd98f00b204e9800998ecf8427e", "<id>"],
])("%s is %s inside of a text", (text, name) => {
  expect(said(`It is ${text} now`)).toBe(`It is ${name} now`);
});

test.each([
  "call_center_agent",
  "thread_pool_size",
  "May 12 people",
  "in March 2026",
  "run_the_tests_now",
  "1,234",
  "42",
  "v1.2.3",
  "5 * 1700",
  "message_2",
  "at 12:56",
])("%s stays", (text) => {
  expect(said(text)).toBe(text);
});

test("any time, date and id may change without a miss, any other word may not", () => {
  const times = fc.date({
    min: new Date("2020-10-01"),
    max: new Date("2032-12-31"),
    noInvalidDate: true,
  });
  const word = fc.string({
    unit: fc.constantFrom("a", "b", "c", " ", "\n"),
    minLength: 1,
    maxLength: 12,
  });
  const write = (text: string, date: Date, id: string): string =>
    `${text} at ${date.toISOString()} (${date.toUTCString()}; ${date.getTime()}; ${date.toISOString().slice(0, 10)}) by ${id}.`;
  fc.assert(
    fc.property(word, times, times, fc.uuid(), fc.uuid(), (text, one, other, id, otherId) => {
      expect(said(write(text, one, id))).toBe(said(write(text, other, otherId)));
      expect(said(write(`${text}d`, one, id))).not.toBe(said(write(text, one, id)));
    }),
  );
});

test("the order of keys, nulls, false streams, ends of texts and ignored fields do not count", () => {
  const ignored = Object.fromEntries(IGNORED_FIELDS.map((name) => [name, "x"]));
  const one = plain.loose({ ...chat("Hello \r\nyou\n", ignored), stream: false, seed: null });
  expect(JSON.stringify(one)).toBe(
    JSON.stringify(
      plain.loose({ messages: [{ content: "Hello \nyou", role: "user" }], model: "m" }),
    ),
  );
  expect(plain.loose(chat("a", { stream: true }))).not.toEqual(plain.loose(chat("a")));
});

test("ids of tool calls do not count, but which is which does", () => {
  const call = (...ids: string[]) => ({
    messages: [
      {
        role: "assistant",
        tool_calls: ids.slice(0, 2).map((id) => ({ id, function: { name: "f" } })),
      },
      { role: "tool", tool_call_id: ids[2], content: "r" },
    ],
  });
  expect(plain.loose(call("functions.f:0", "functions.f:1", "functions.f:1"))).toEqual(
    plain.loose(call("a", "b", "b")),
  );
  expect(plain.numbered(call("x", "y", "y"))).toEqual(plain.numbered(call("a", "b", "b")));
  expect(plain.numbered(call("x", "y", "x"))).not.toEqual(plain.numbered(call("a", "b", "b")));
});

test("what the caller ignores: paths are left out, patterns count as equal", () => {
  const own = new Normaliser(
    readRules(["seed", "messages.*.content.*.image_url", /v\d+/], "ignore"),
  );
  expect(own.loose(chat("v12", { seed: 1 }))).toEqual(own.loose(chat("v7", { seed: 2 })));
});

test("an image is told by its kind, length and hash", () => {
  const image = (letter: string): string => `data:image/png;base64,${letter.repeat(1_000)}`;
  expect(withoutMedia(image("A"))).toMatch(/^data:image\/png;1022 characters,[0-9a-f]+$/);
  expect(withoutMedia(image("A"))).not.toBe(withoutMedia(image("B")));
  expect(plain.exact(chat(withoutMedia(image("A"))))).toEqual(plain.exact(chat(image("A"))));
});

test("long texts of anybody are brought into form in linear time", () => {
  const hostile = [
    "call_",
    "a",
    "1",
    "2026-11-23T",
    "0",
    "Mon Nov 23 2026 12:56:23 GMT (",
    "run-",
    "f0f0",
  ].map((part) => part.repeat(200_000 / part.length));
  const spentMs = cpuClock();
  for (const text of hostile) said(text);
  expect(spentMs()).toBeLessThan(3_000);
});
