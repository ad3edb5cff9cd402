import { expect, test } from "vitest";
import {
  FireworksBillingError,
  FireworksNotFoundError,
  FireworksRateLimitError,
} from "fireworks-client";
import { toldRefusal } from "../../src/http/told-refusal.js";

const told = (error: object) => toldRefusal(JSON.stringify({ error }));

test.each([
  [{ message: "slow down", code: 429 }, 429, FireworksRateLimitError, true],
  [{ message: "x", code: "insufficient_quota", status: 429 }, 429, FireworksBillingError, false],
  [{ message: "Model not found" }, 404, FireworksNotFoundError, false],
])("the refusal %j without a status line counts as %i", (error, status, errorClass, retryable) => {
  const { message } = error;
  expect(told(error)).toMatchObject({ message, status, errorClass, retryable });
  expect(told(error).hint).toBeTruthy();
});

test("one that names no status is not asked again, and keeps its words", () => {
  expect(toldRefusal("odd")).toEqual({ message: "odd", body: "odd", retryable: false });
});

test("secrets are taken out of it", () => {
  expect(toldRefusal("my secret", (text) => text.replace("secret", "…")).message).toBe("my …");
});
