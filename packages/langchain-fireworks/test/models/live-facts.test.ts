import type { CalendarDate } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { factsOfAddon, factsOfCatalogue, factsOfEntry } from "../../src/models/live-facts.js";

const name = "accounts/fireworks/models/m";

test("A132: a flag the control plane leaves out is a no; a window of 0 is unknown", () => {
  expect(factsOfCatalogue({ name })).toEqual({ image: false, tools: false });
  expect(factsOfCatalogue({ name, contextLength: 0, supportsTools: true })).toEqual({
    image: false,
    tools: true,
  });
  expect(factsOfCatalogue({ name, contextLength: 9, supportsImageInput: true })).toEqual({
    context: 9,
    image: true,
    tools: false,
  });
});

test("A132: a flag the list of models leaves out, or gives as null, is unknown", () => {
  const entry = { id: name, object: "model", owned_by: "fireworks", created: 1 } as const;
  expect(factsOfEntry({ ...entry, supports_tools: null, context_length: null })).toEqual({});
  expect(factsOfEntry({ ...entry, supports_tools: false, context_length: 9 })).toEqual({
    context: 9,
    tools: false,
  });
});

test.each<[CalendarDate | null, string | undefined]>([
  [{ year: 2026, month: 3, day: 7 }, "2026-03-07"],
  [{ year: 2026, month: 12, day: 0 }, "2026-12"],
  [{ year: 2026, month: 12 }, "2026-12"],
  [{ year: 2026 }, undefined],
  [{ month: 3, day: 7 }, undefined],
  [{}, undefined],
  [null, undefined],
])("A132: the date %j is %s", (deprecationDate, text) => {
  expect(factsOfCatalogue({ name, deprecationDate }).deprecationDate).toBe(text);
  expect(factsOfAddon({ name, deprecationDate }).deprecationDate).toBe(text);
});
