import { expect, test } from "vitest";
import { requestHeaders, standingHeaders } from "../../src/http/request-headers.js";

const LAYERS = [{ "X-A": "1", cookie: "session-1" }];

test("the key is a bearer, and a secret beside the credentials of other headers", () => {
  expect(requestHeaders(LAYERS, "key-1")).toEqual({
    fields: { authorization: "Bearer key-1", "x-a": "1", cookie: "session-1" },
    secrets: ["key-1", "Bearer key-1", "key-1", "session-1", "session-1"],
  });
});

test("without a key there is no bearer, and what else is secret still is", () => {
  expect(requestHeaders(LAYERS, undefined)).toEqual({
    fields: { "x-a": "1", cookie: "session-1" },
    secrets: ["session-1", "session-1"],
  });
});

test("layers that are sent again are worked out once", () => {
  expect(standingHeaders(LAYERS, "key-1")).toBe(standingHeaders(LAYERS, "key-1"));
});
