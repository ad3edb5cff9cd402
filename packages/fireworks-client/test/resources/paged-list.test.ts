import * as fc from "fast-check";
import { expect, test } from "vitest";
import { FireworksConfigurationError } from "fireworks-client";
import { PagedList } from "../../src/resources/control-plane/paged-list.js";
import type { GetPage } from "../../src/resources/control-plane/paged-list.js";
import { rawServer } from "../raw-server.js";
import { client, collect, failureOf } from "../samples.js";

/** Pages by position, which is their token; the page at `turn` leads back to one before. */
function pagesOf(pages: readonly number[][], turn?: { at: number; to: number }): GetPage<number> {
  return async (token) => {
    const at = Number(token ?? 0);
    const next = at === turn?.at ? turn.to % (at + 1) : at + 1;
    return { items: pages[at] ?? [], ...(next < pages.length && { nextPageToken: String(next) }) };
  };
}

const somePages = fc.array(fc.array(fc.integer(), { maxLength: 4 }), {
  minLength: 1,
  maxLength: 8,
});

test("A144: a list gives every item of every page, in order, every time", async () => {
  const property = fc.asyncProperty(somePages, async (pages) => {
    const list = new PagedList(pagesOf(pages));
    expect(await collect(list)).toEqual(pages.flat());
    expect(await list.all()).toEqual(pages.flat());
  });
  await fc.assert(property);
});

test("A144: a token that comes back ends a list", async () => {
  const property = fc.asyncProperty(somePages, fc.nat(8), fc.nat(8), async (pages, at, to) => {
    const list = new PagedList(pagesOf(pages, { at: at % pages.length, to }));
    const seen = await collect(list.pages());
    // At most all of them, the first one once more by its token, and the one that ends it.
    expect(seen.length).toBeLessThanOrEqual(pages.length + 2);
  });
  await fc.assert(property);
});

test("A144: a page can be had alone, and asks for what the list was asked for", async () => {
  const server = await rawServer((reply) =>
    reply.json(200, { datasets: [{ name: "a" }], nextPageToken: "t2", totalSize: 9 }),
  );
  const { datasets } = client(server.baseURL, { accountId: "me" });
  const query = {
    pageSize: 5,
    filter: 'state="READY"',
    orderBy: "create_time desc",
    readMask: "name",
  };
  const page = await datasets.list(query).page("t1");
  expect(page).toEqual({ items: [{ name: "a" }], nextPageToken: "t2", totalSize: 9 });
  const [path = "", asked] = server.requests[0]?.path.split("?") ?? [];
  expect(path).toBe("/v1/accounts/me/datasets");
  expect(Object.fromEntries(new URLSearchParams(asked))).toEqual({
    pageSize: "5",
    filter: 'state="READY"',
    orderBy: "create_time desc",
    readMask: "name",
    pageToken: "t1",
  });
});

test.each([0, 201, 1.5])("A144: a page size of %d is refused before a call", async (pageSize) => {
  const server = await rawServer((reply) => reply.json(200, {}));
  const { datasets } = client(server.baseURL, { accountId: "me" });
  const error = await failureOf(datasets.list({ pageSize }).all());
  expect(error).toBeInstanceOf(FireworksConfigurationError);
  expect(server.requests).toEqual([]);
});

test("A144: a page of nulls is empty, and a size written as text is a number", async () => {
  const server = await rawServer((reply, _request, attempt) =>
    reply.json(
      200,
      attempt === 1
        ? { datasets: null, nextPageToken: null, totalSize: null }
        : { datasets: [], totalSize: "9" },
    ),
  );
  const { datasets } = client(server.baseURL, { accountId: "me" });
  expect(await datasets.list().page()).toEqual({ items: [] });
  expect(await datasets.list().page()).toEqual({ items: [], totalSize: 9 });
});
