import fc from "fast-check";
import { FireworksConfigurationError } from "langchain-fireworks";
import type { BatchHandle } from "langchain-fireworks/batch";
import { expect, test } from "vitest";
import {
  checkBatchId,
  continuationNames,
  partNames,
} from "../../../src/batch/handle/batch-names.js";
import { contentMark, isMarked, jobHash } from "../../../src/batch/handle/content-mark.js";
import { customIdOf, readCustomId } from "../../../src/batch/handle/custom-id.js";
import { parseHandle } from "../../../src/batch/handle/parse-handle.js";

test("a custom id gives back the index and the caller's id, whatever that is", () => {
  const key = fc.record({
    index: fc.nat(1e12),
    id: fc.option(fc.string({ unit: "binary" }), { nil: undefined }),
  });
  fc.assert(
    fc.property(key, ({ index, id }) => {
      const read = readCustomId(JSON.parse(JSON.stringify(customIdOf({ index, id }))));
      expect(read).toEqual(id === undefined ? { index } : { index, id });
    }),
  );
  for (const foreign of ["", "x1", "01", "-1", "1.5", "1 ", 7, null, undefined]) {
    expect(readCustomId(foreign)).toBeUndefined();
  }
});

test("every name that follows from an id is one that Fireworks takes", () => {
  const longest = `b${"-9".repeat(19)}x`;
  expect(checkBatchId(longest)).toBe(longest);
  const names = partNames(longest, { attempt: 99, part: 9_999 });
  const continued = continuationNames(names.job, 99);
  for (const name of [...Object.values(names), ...Object.values(continued)]) {
    expect(name).toMatch(/^[a-z][a-z0-9-]{0,61}[a-z0-9]$/);
  }
  for (const id of ["", "B", "1a", "a_b", "a".repeat(41), "käse", 7]) {
    expect(() => checkBatchId(id as string)).toThrow(FireworksConfigurationError);
  }
});

test("a display name tells which content it stands for, and a foreign one tells nothing", () => {
  const [one, two] = [jobHash("m", "1"), jobHash("m", "2")];
  expect(isMarked(contentMark("in-1", one), one)).toBe(true);
  expect(isMarked(contentMark("in-1", one), two)).toBe(false);
  expect(isMarked("my dataset", one)).toBe(false);
  expect(isMarked(undefined, one)).toBe(false);
  expect(jobHash("other", "1")).not.toBe(one);
});

const HANDLE: BatchHandle = {
  version: 1,
  id: "mine",
  account: "acme",
  model: "accounts/fireworks/models/kimi-k3",
  createdAt: "2026-11-23T10:00:00Z",
  rows: 3,
  attempts: [
    {
      parts: [
        {
          rows: 2,
          firstIndex: 0,
          lastIndex: 2,
          bytes: 100,
          ...partNames("mine", { attempt: 0, part: 0 }),
        },
      ],
    },
  ],
  skipped: [{ index: 1, message: "no prompt" }],
};

test("a handle survives JSON, as text and as an object", () => {
  expect(parseHandle(JSON.stringify(HANDLE))).toEqual(HANDLE);
  expect(parseHandle(HANDLE)).toEqual(HANDLE);
  expect(parseHandle(HANDLE)).not.toBe(HANDLE);
});

const [attempt] = HANDLE.attempts;
const [part] = attempt?.parts ?? [];

test.each<[string, unknown, string]>([
  ["no JSON", "{", "invalid_handle"],
  ["nothing", null, "invalid_handle"],
  ["a list", [], "invalid_handle"],
  ["another version", { ...HANDLE, version: 2 }, "handle_version"],
  ["no account", { ...HANDLE, account: "" }, "invalid_handle"],
  ["no rows", { ...HANDLE, rows: -1 }, "invalid_handle"],
  ["more rows than its parts have", { ...HANDLE, rows: 5_000_000_000 }, "invalid_handle"],
  ["an attempt without parts", { ...HANDLE, rows: 1, attempts: [{ parts: [] }] }, "invalid_handle"],
  [
    "a part whose rows have no place",
    {
      ...HANDLE,
      attempts: [{ parts: [{ ...HANDLE.attempts[0]?.parts[0], firstIndex: 2, lastIndex: 0 }] }],
    },
    "invalid_handle",
  ],
  ["no attempts", { ...HANDLE, attempts: [] }, "invalid_handle"],
  ["an attempt that is none", { ...HANDLE, attempts: [{}] }, "invalid_handle"],
  [
    "somebody else's dataset",
    { ...HANDLE, attempts: [{ parts: [{ ...part, inputDataset: "theirs" }] }] },
    "invalid_handle",
  ],
  [
    "a part without counts",
    { ...HANDLE, attempts: [{ parts: [{ ...part, bytes: "1" }] }] },
    "invalid_handle",
  ],
  ["skipped rows that are none", { ...HANDLE, skipped: [{}] }, "invalid_handle"],
  ["an id that is none", { ...HANDLE, id: "../x" }, "invalid_batch_id"],
])("%s is no handle", (_, given, code) => {
  expect(() => parseHandle(given)).toThrow(expect.objectContaining({ code }));
});
