import { expect, test, vi } from "vitest";
import * as here from "fireworks-client";

const CLASSES = Object.entries(here).filter(
  (entry): entry is [string, typeof here.FireworksError] =>
    typeof entry[1] === "function" && entry[0].endsWith("Error") && /^[A-Z]/.test(entry[0]),
);

async function secondCopy(): Promise<typeof here> {
  vi.resetModules();
  return import("fireworks-client");
}

test("A117: every class recognises errors of another copy of the package", async () => {
  const there = await secondCopy();
  expect(there.FireworksError).not.toBe(here.FireworksError);
  const foreign = new there.FireworksOverloadedError("x", { headers: new Headers() });
  expect(foreign).toBeInstanceOf(here.FireworksOverloadedError);
  expect(foreign).toBeInstanceOf(here.FireworksServerError);
  expect(foreign).toBeInstanceOf(here.FireworksApiError);
  expect(here.FireworksError.isInstance(foreign)).toBe(true);
  expect(foreign).not.toBeInstanceOf(here.FireworksDeploymentScalingUpError);
  expect(here.FireworksRateLimitError.isInstance(foreign)).toBe(false);
});

test("A117: the base class and its children are told apart, whatever the value", () => {
  expect(CLASSES.length).toBeGreaterThan(20);
  for (const [name, errorClass] of CLASSES) {
    for (const value of [undefined, null, 1, "x", {}, new Error("x"), Object.create(null)]) {
      expect(errorClass.isInstance(value)).toBe(false);
    }
    const plain = new here.FireworksError("x");
    expect(plain instanceof errorClass).toBe(name === "FireworksError");
  }
});

test("A117: each class has its own name", () => {
  const names = CLASSES.map(([, errorClass]) => errorClass.prototype.name);
  expect(new Set(names).size).toBe(names.length);
  for (const [exported, errorClass] of CLASSES) {
    const name: unknown = Reflect.get(errorClass.prototype, "name");
    expect(name).toBe(exported === "FireworksAbortError" ? "AbortError" : exported);
  }
});

test("a user's subclass is told apart as usual", () => {
  class Mine extends here.FireworksError {}
  expect(new Mine("x")).toBeInstanceOf(Mine);
  expect(new Mine("x")).toBeInstanceOf(here.FireworksError);
  expect(new here.FireworksError("x")).not.toBeInstanceOf(Mine);
});
