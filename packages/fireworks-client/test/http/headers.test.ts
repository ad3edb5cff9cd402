import { expect, test } from "vitest";
import type { HeadersInput } from "fireworks-client";
import { headerPairs, mergeHeaders, parseCustomHeaders } from "../../src/http/headers.js";
import { rawServer } from "../raw-server.js";
import { ANSWER, client, KEY, REQUEST } from "../samples.js";

test("A11: later layers win without regard to case; null removes, undefined does nothing", () => {
  const merged = mergeHeaders([
    { "X-A": "1", "X-B": "1", "X-C": "1" },
    undefined,
    new Headers({ "x-a": "2" }),
    { "x-B": null, "X-c": undefined, "x-d": "4" },
  ]);
  expect([...merged]).toEqual([
    ["x-a", "2"],
    ["x-c", "1"],
    ["x-d", "4"],
  ]);
});

test.each([{ "bad name": "x" }, { "x-a": "line\nbreak-secret" }, { "x-a": "漢-secret" }])(
  "A21: %o is a configuration error that does not print the value",
  (layer) => {
    const error = thrownBy(() => mergeHeaders([layer]));
    expect(error).toMatchObject({ field: "headers", code: "invalid_header" });
    expect(error.message).not.toContain("secret");
    expect(error.message).toContain(`The header "${Object.keys(layer)[0]}" has`);
    expect(error.message).toContain("Remove line breaks");
    expect(error.cause).toBeUndefined();
  },
);

/** As node-fetch, undici or a browser extension bring their own. */
class ForeignHeaders {
  readonly #headers = new Headers({ "x-a": "1", "x-b": "2" });
  [Symbol.iterator]() {
    return this.#headers[Symbol.iterator]();
  }
}

function* generated(): Generator<[string, string]> {
  yield ["x-a", "1"];
  yield ["x-b", "2"];
}

test.each<[string, () => HeadersInput]>([
  ["a Map", () => new Map(Object.entries({ "x-a": "1", "X-B": "2" }))],
  ["foreign Headers", () => new ForeignHeaders()],
  [
    "an array of pairs",
    () => [
      ["x-a", "0"],
      ["x-b", "2"],
      ["X-A", "1"],
    ],
  ],
  ["a generator", generated],
])("A11: headers given as %s are sent, with every attempt", async (_name, make) => {
  expect(Object.fromEntries(mergeHeaders([make()]))).toEqual({ "x-a": "1", "x-b": "2" });
  const server = await rawServer((reply, _request, attempt) =>
    attempt % 2 === 1 ? reply.json(500, {}, { "retry-after-ms": "1" }) : reply.json(200, ANSWER),
  );
  const always = client(server.baseURL, { defaultHeaders: make() });
  await always.chat.completions.create(REQUEST);
  await client(server.baseURL).chat.completions.create(REQUEST, { headers: make() });
  expect(server.requests).toHaveLength(4);
  for (const { headers } of server.requests) {
    expect(headers).toMatchObject({ "x-a": "1", "x-b": "2" });
  }
});

test("A11: null in a pair removes a header", () => {
  const merged = mergeHeaders([{ "x-a": "1", "x-b": "1" }, [["X-A", null]]]);
  expect([...merged]).toEqual([["x-b", "1"]]);
});

test("headers that are no pairs are a configuration error", () => {
  for (const odd of [5, [1, 2], null, [null]]) {
    const error = thrownBy(() => headerPairs(odd as unknown as HeadersInput));
    expect(error).toMatchObject({ field: "headers", code: "invalid_header" });
    expect(error.message).toContain("not an object or a list of pairs");
  }
});

test("FIREWORKS_CUSTOM_HEADERS is a header a line, of any line ending", () => {
  expect(parseCustomHeaders(" X-A :  1 \n\n \r\nb: c:d\r\n")).toEqual({ "X-A": "1", b: "c:d" });
});

test.each(["a: 1\n\nno colon", "a: 1\n\n: no name"])(
  "in %j the third line is a configuration error",
  (text) => {
    const error = thrownBy(() => parseCustomHeaders(text));
    expect(error).toMatchObject({ field: "FIREWORKS_CUSTOM_HEADERS", code: "invalid_header" });
    expect(error.message).toContain("Line 3 of FIREWORKS_CUSTOM_HEADERS");
  },
);

function thrownBy(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error("expected an error");
}

test("a fetch that changes the headers it is given changes no later call", async () => {
  const sent: Headers[] = [];
  const meddling: typeof fetch = async (_input, init) => {
    const headers = init?.headers as Headers;
    sent.push(new Headers(headers));
    headers.set("authorization", "Bearer other");
    return Response.json(ANSWER);
  };
  const { completions } = client("http://localhost/v1", { fetch: meddling }).chat;
  for (const _call of [1, 2]) await completions.create(REQUEST);
  expect(sent.map((headers) => headers.get("authorization"))).toEqual([
    `Bearer ${KEY}`,
    `Bearer ${KEY}`,
  ]);
});
