import { useFireworksLocal } from "fireworks-local/vitest";
import { describe, expect, test } from "vitest";
import cases from "./runner-cases.cjs";

const expectEqual = (actual, expected) => expect(actual).toEqual(expected);

describe("with a server", () => {
  const fireworks = useFireworksLocal(cases.options);
  cases.defineTests({ test, fireworks, expectEqual });

  test.concurrent.each(["a", "b", "c"])("at the same time, %s has its own scope", async (name) => {
    const scope = fireworks.scope(name, { faults: [] });
    const { status } = await fetch(`${fireworks.baseURL}/models`, {
      headers: { authorization: `Bearer ${scope.apiKey}` },
    });
    expect([status, scope.requests.length]).toEqual([200, 1]);
  });
});

cases.defineLastTest({ test, expectEqual });
