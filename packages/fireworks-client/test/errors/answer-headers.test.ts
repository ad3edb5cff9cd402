import { expect, test } from "vitest";
import { FireworksApiError, FireworksStreamError } from "../../src/index.js";

const HEADERS = new Headers({ "fireworks-prompt-tokens": "12", "x-other": "a" });

test.each([
  ["a refusal", new FireworksApiError("no", { headers: HEADERS })],
  ["a stream", new FireworksStreamError({ reason: "cut-short", headers: HEADERS })],
])("D5: the error of %s has the timings, and does not print them", (_, error) => {
  expect(error.timings).toStrictEqual({ promptTokens: 12 });
  expect(Object.keys(error)).not.toContain("timings");
});

test("D5: an error without such headers has no timings", () => {
  expect(new FireworksApiError("no", { headers: new Headers() })).not.toHaveProperty("timings");
});

test("an error that JavaScript makes without headers is made", () => {
  const init = { status: 503 } as unknown as ConstructorParameters<typeof FireworksApiError>[1];
  expect(new FireworksApiError("no", init)).toMatchObject({ message: "no", status: 503 });
});
