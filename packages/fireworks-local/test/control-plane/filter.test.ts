import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compileFilter } from "../../src/control-plane/list/filter-match.js";
import {
  boolean,
  duration,
  int64,
  integer,
  list,
  map,
  object,
  oneOf,
  optional,
  string,
  timestamp,
} from "../../src/requests/shape.js";
import { cpuClock } from "../cpu-clock.js";

const SHAPE = object({
  name: optional(string),
  displayName: optional(string),
  state: optional(oneOf("READY", "UPLOADING")),
  supportsTools: optional(boolean),
  contextLength: optional(integer),
  exampleCount: optional(int64),
  createTime: optional(timestamp),
  window: optional(duration),
  annotations: optional(map(string)),
  tags: optional(list(string)),
  details: optional(object({ moe: optional(boolean), baseModel: optional(string) })),
});

const ITEM = {
  name: "accounts/a/models/my-model",
  displayName: 'My "first" model',
  state: "READY",
  contextLength: 4096,
  exampleCount: "9007199254740993",
  createTime: "2026-08-30T10:00:00.500Z",
  window: "600s",
  annotations: { team_name: "search" },
  tags: ["red", "blue"],
  details: { moe: true },
};

const holds = (filter: string, item: object = ITEM): boolean => compileFilter(filter, SHAPE)(item);

test.each([
  'state="READY"',
  "state=READY",
  "state = 'READY'",
  "state != UPLOADING",
  "supports_tools=false",
  "supportsTools!=true",
  "NOT supports_tools=true",
  "-supports_tools=true",
  "contextLength>=4096 AND context_length < 4097",
  "context_length = 4096.0",
  "context_length > -1",
  "exampleCount > 9007199254740992",
  "exampleCount = 9007199254740993",
  'create_time > "2026-08-30T10:00:00Z"',
  "create_time < 2026-08-30T12:00:01+02:00",
  "create_time = 2026-08-30T10:00:00.5Z",
  "window <= 600s",
  "annotations.team_name = search",
  "annotations:team_name",
  "annotations.team_name:sea",
  "tags:red",
  "NOT tags:green",
  "details.moe = true",
  "details.base_model = ''",
  "details:moe",
  "display_name:FIRST",
  String.raw`display_name = "My \"first\" model"`,
  'name = "accounts/*/models/*"',
  "name = accounts/a/models/my-model",
  "name = *-model",
  "display_name:*",
  "NOT supports_tools:*",
  "state=READY contextLength=4096",
  // OR binds tighter than AND (AIP-160).
  "state=READY OR state=UPLOADING AND contextLength=4096",
  "(state=UPLOADING AND contextLength=1) OR contextLength=4096",
  "",
  "  ",
])("`%s` holds", (filter) => {
  expect(holds(filter)).toBe(true);
});

test.each([
  "state=UPLOADING",
  "supports_tools=true",
  "contextLength=4097",
  "exampleCount = 9007199254740992",
  "create_time >= 2026-08-30T10:00:00.501Z",
  "annotations.teamName = search",
  "tags:re",
  "display_name = my*",
  'display_name = "*"  AND state = UPLOADING',
  "state=READY AND state=UPLOADING OR contextLength=1",
])("`%s` does not hold", (filter) => {
  expect(holds(filter)).toBe(false);
});

test.each([
  ["nonsense = 1", 1, 'unknown field "nonsense"'],
  ["state=READY AND details.what=1", 17, 'unknown field "details.what"'],
  ["state=", 7, "expected a value instead of the end"],
  ["state", 6, "expected =, !=, <, <=, >, >= or : after state instead of the end"],
  ["kimi glm", 6, "expected ="],
  ["(state=READY", 13, 'expected ")" instead of the end'],
  ["state=READY)", 12, 'unexpected ")"'],
  ["AND state=READY", 1, 'expected a field instead of "AND"'],
  ["state=READY OR", 15, "expected a field instead of the end"],
  ['state="READY', 7, "this quote is not closed"],
  ["state=READY ; x", 13, 'unexpected ";"'],
  ["contextLength > many", 17, "contextLength is compared with a number"],
  ["exampleCount = 1.5", 16, "exampleCount is compared with a whole number"],
  ["supports_tools = yes", 18, "supports_tools is true or false"],
  ["supports_tools > false", 18, "cannot be compared with >"],
  ["state > READY", 9, "cannot be compared with >"],
  ["create_time > yesterday", 15, "is compared with an RFC 3339 time"],
  ["details = x", 11, "name one of them after a dot"],
])("`%s` is refused at position %i: %s", (filter, position, problem) => {
  expect(() => holds(filter)).toThrow(`invalid filter at position ${position}:`);
  expect(() => holds(filter)).toThrow(problem);
});

const FIELDS = ["a", "b", "c"];
const FLAGS = object(Object.fromEntries(FIELDS.map((name) => [name, optional(boolean)])));

interface Written {
  text: string;
  holds: (item: Record<string, boolean>) => boolean;
}

/** Filters with what they mean, written with more or less white space and brackets. */
const { expression } = fc.letrec<{
  simple: Written;
  term: Written;
  factor: Written;
  expression: Written;
}>((tie) => ({
  simple: fc.oneof(
    { depthSize: "small" },
    fc
      .tuple(
        fc.constantFrom(...FIELDS),
        fc.constantFrom("=", "!="),
        fc.boolean(),
        fc.constantFrom("", " "),
      )
      .map(([name, comparator, value, space]) => ({
        text: `${name}${space}${comparator}${space}${value}`,
        holds: (item: Record<string, boolean>) =>
          ((item[name] ?? false) === value) === (comparator === "="),
      })),
    tie("expression").map(({ text, holds }) => ({ text: `(${text})`, holds })),
  ),
  term: fc.tuple(fc.constantFrom("", "NOT ", "-"), tie("simple")).map(([not, { text, holds }]) => ({
    text: `${not}${text}`,
    holds: (item) => holds(item) === (not === ""),
  })),
  factor: fc.array(tie("term"), { minLength: 1, maxLength: 3 }).map((terms) => ({
    text: terms.map(({ text }) => text).join(" OR "),
    holds: (item) => terms.some(({ holds }) => holds(item)),
  })),
  expression: fc
    .tuple(fc.constantFrom(" AND ", " "), fc.array(tie("factor"), { minLength: 1, maxLength: 3 }))
    .map(([and, factors]) => ({
      text: factors.map(({ text }) => text).join(and),
      holds: (item) => factors.every(({ holds }) => holds(item)),
    })),
}));

const items = fc.dictionary(fc.constantFrom(...FIELDS), fc.boolean());

/** Longer ones are refused. */
const isBounded = ({ text }: Written): boolean =>
  text.length <= 4_000 && text.split("=").length <= 200;

test("any filter of AND, OR, NOT and brackets means what AIP-160 says", () => {
  fc.assert(
    fc.property(expression.filter(isBounded), items, ({ text, holds }, item) => {
      expect(compileFilter(text, FLAGS)(item)).toBe(holds(item));
    }),
  );
});

test("any text is a filter or a refusal with a position", () => {
  const pieces = fc.constantFrom(
    "a",
    "=",
    "(",
    ")",
    "AND",
    "NOT",
    "-",
    '"',
    "'",
    ".",
    " ",
    "true",
    "\\",
    ":",
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(pieces).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(text, items, (filter, item) => {
      try {
        expect(typeof compileFilter(filter, FLAGS)(item)).toBe("boolean");
      } catch (error) {
        expect(String(error)).toMatch(/invalid filter at position \d+: \S/);
      }
    }),
  );
});

test("a hostile filter is refused before it costs anything", () => {
  const spentMs = cpuClock();
  for (const filter of [
    "(".repeat(3_900),
    "NOT ".repeat(900),
    "-".repeat(3_999),
    "a=true ".repeat(201),
    "a".repeat(1e6),
  ]) {
    expect(() => compileFilter(filter, FLAGS)).toThrow("invalid filter");
  }
  const name = object({ name: optional(string) });
  expect(compileFilter(`name=${"*a".repeat(1_900)}`, name)({ name: "a".repeat(100_000) })).toBe(
    true,
  );
  expect(spentMs()).toBeLessThan(1_000);
});
