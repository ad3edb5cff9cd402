import * as fc from "fast-check";
import { expect, test } from "vitest";
import { listPage } from "../../src/control-plane/list/list-page.js";
import { integer, object, optional, string, timestamp } from "../../src/requests/shape.js";

interface Item {
  name: string;
  size: number;
  createTime?: string;
  details?: { note?: string; size?: number };
}

const KIND = {
  plural: "items",
  shape: object({
    name: optional(string),
    size: optional(integer),
    createTime: optional(timestamp),
    details: optional(object({ note: optional(string), size: optional(integer) })),
  }),
} as const;

const item = (at: number, size: number): Item => ({
  name: `i${String(at).padStart(4, "0")}`,
  size,
});

/** All pages, one after the other; `between` may change the list after each. */
function readAll(
  start: readonly Item[],
  query: Record<string, string>,
  sizes: readonly number[],
  between: (items: readonly Item[], page: number) => readonly Item[] = (items) => items,
): string[] {
  const names: string[] = [];
  let items = start;
  let pageToken = "";
  for (let page = 0; page === 0 || pageToken !== ""; page += 1) {
    const pageSize = String(sizes[page % sizes.length]);
    const answer = listPage(KIND, items, { ...query, pageSize, pageToken });
    names.push(...answer.items.map(({ name }) => name ?? ""));
    pageToken = answer.nextPageToken;
    items = between(items, page);
  }
  return names;
}

const lists = fc
  .uniqueArray(fc.nat(300), { maxLength: 60 })
  .chain((ids) =>
    fc
      .array(fc.nat(5), { minLength: ids.length, maxLength: ids.length })
      .map((sizes) => ids.map((id, at) => item(id, sizes[at] ?? 0))),
  );
const pageSizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 });
const orders = fc.constantFrom("", "name", "name desc", "size", "size desc", "size desc,name desc");

test("the pages of a list, of whatever sizes, are the list", () => {
  fc.assert(
    fc.property(lists, pageSizes, orders, (items, sizes, orderBy) => {
      const names = readAll(items, { orderBy }, sizes);
      const whole = listPage(KIND, items, { orderBy, pageSize: "200" });
      expect(names).toEqual(whole.items.map(({ name }) => name));
      expect(names.toSorted()).toEqual(items.map(({ name }) => name).toSorted());
      expect(whole.totalSize).toBe(items.length);
    }),
  );
});

test("what is inserted or deleted between two pages neither repeats nor skips anything else", () => {
  const changes = fc.array(
    fc.record({ add: fc.integer({ min: 301, max: 900 }), drop: fc.nat(300) }),
  );
  fc.assert(
    fc.property(lists, pageSizes, orders, changes, (items, sizes, orderBy, changed) => {
      const dropped = new Set<string>();
      const names = readAll(items, { orderBy }, sizes, (current, page) => {
        const change = changed[page];
        if (change === undefined) return current;
        const gone = item(change.drop, 0).name;
        dropped.add(gone);
        const fresh = item(change.add, change.add % 6);
        return [...current, fresh].filter(
          ({ name }, at, all) => name !== gone && all.findIndex((one) => one.name === name) === at,
        );
      });
      expect(new Set(names).size).toBe(names.length);
      for (const { name } of items) if (!dropped.has(name)) expect(names).toContain(name);
    }),
  );
});

const ITEMS = [item(1, 2), item(2, 1), item(3, 2)];

test("a page has 50 at first, 200 at most, and 0 asks for the usual", () => {
  const many = Array.from({ length: 250 }, (_, at) => item(at, at));
  const lengthOf = (pageSize: string): number => listPage(KIND, many, { pageSize }).items.length;
  expect([lengthOf(""), lengthOf("0"), lengthOf("1000"), lengthOf("7")]).toEqual([50, 50, 200, 7]);
});

test("an empty list is one empty page", () => {
  expect(listPage(KIND, [], {})).toEqual({ items: [], nextPageToken: "", totalSize: 0 });
});

test.each(["-1", "x", "1.5", "99999999999999"])("a page size of %s is refused", (pageSize) => {
  expect(() => listPage(KIND, ITEMS, { pageSize })).toThrow("invalid page_size");
});

test("a token works for the query it came from alone", () => {
  const query = { orderBy: "size", filter: "size>0", pageSize: "1" };
  const { nextPageToken: pageToken } = listPage(KIND, ITEMS, query);
  expect(listPage(KIND, ITEMS, { ...query, pageSize: "5", pageToken }).items).toHaveLength(2);
  const others: Record<string, string>[] = [
    { orderBy: "name" },
    { filter: "size>1" },
    { readMask: "name" },
  ];
  for (const other of others) {
    expect(() => listPage(KIND, ITEMS, { ...query, ...other, pageToken })).toThrow(
      "invalid page_token: it came with other filter, order or mask",
    );
  }
});

test("no text is taken for a token that is none", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ minLength: 1 }),
        fc.json().map((text) => btoa(encodeURI(text))),
      ),
      (pageToken) => {
        expect(() => listPage(KIND, ITEMS, { pageToken })).toThrow("invalid page_token");
      },
    ),
  );
});

test("the order may name several fields, in either spelling, and times are times", () => {
  const items: Item[] = [
    { ...item(1, 1), createTime: "2026-01-01T01:00:00+01:00" },
    { ...item(2, 1), createTime: "2026-01-01T00:00:00.5Z" },
    { ...item(3, 2), createTime: "2025-12-31T23:30:00Z" },
  ];
  const namesBy = (orderBy: string): (string | undefined)[] =>
    listPage(KIND, items, { orderBy }).items.map(({ name }) => name);
  expect(namesBy("create_time desc")).toEqual(["i0002", "i0001", "i0003"]);
  expect(namesBy("size desc, createTime asc")).toEqual(["i0003", "i0001", "i0002"]);
  for (const orderBy of ["what", "name up", "name,,details.what", "name desc desc"])
    expect(() => namesBy(orderBy)).toThrow("invalid order_by");
});

test("a mask keeps the fields it names, inner ones too", () => {
  const items: Item[] = [{ ...item(1, 2), details: { note: "x", size: 3 } }];
  const masked = (readMask: string): unknown[] => listPage(KIND, items, { readMask }).items;
  expect(masked("name,details.note")).toEqual([{ name: "i0001", details: { note: "x" } }]);
  expect(masked("details, create_time")).toEqual([{ details: { note: "x", size: 3 } }]);
  expect(masked("*")).toEqual(items);
  expect(() => masked("name,nope")).toThrow('invalid read_mask: unknown field "nope"');
});
