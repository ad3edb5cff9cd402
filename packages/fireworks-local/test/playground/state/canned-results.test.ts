import { describe, expect, test } from "vitest";
import { cannedResults, holds } from "../../../playground/src/state/canned-results.js";

const tool = (name: string, canned: { when: Record<string, unknown>; result: unknown }[]) => ({
  definition: { type: "function" as const, function: { name } },
  canned,
});
const call = (name: string, text: string) => ({
  id: `call_${name}`,
  function: { name, arguments: text },
});

describe("canned results", () => {
  test("come from the first entry whose arguments the call holds", () => {
    const tools = [
      tool("weather", [
        { when: { city: "Oslo" }, result: { celsius: 4 } },
        { when: {}, result: "mild" },
      ]),
    ];
    const ask = (text: string) => cannedResults([call("weather", text)], tools)[0]?.text;
    expect(ask('{"city":"oslo ","days":2}')).toBe('{"celsius":4}');
    expect(ask('{"city":"Rome"}')).toBe("mild");
    expect(ask("")).toBe("mild");
  });

  test("are missing for arguments that are no JSON, and for tools without a table", () => {
    const tools = [tool("a", [{ when: {}, result: 1 }]), tool("b", [])];
    const calls = [call("a", "{"), call("b", "{}"), call("c", "{}"), call("a", "{}")];
    expect(cannedResults(calls, tools)).toEqual([{ callId: "call_a", text: "1", isCanned: true }]);
  });

  test.each([
    [{ a: { b: 1, c: 2 } }, { a: { b: 1 } }, true],
    [{ a: [1, 2] }, { a: [1, 2] }, true],
    [{ a: [1, 2] }, { a: [1] }, false],
    [{ a: null }, { a: null }, true],
    [{}, { a: null }, false],
    [{ a: "1" }, { a: 1 }, false],
    [{}, { toString: {} }, false],
    [[], {}, false],
  ])("%j against %j: %j", (given, wanted, expected) => {
    expect(holds(given, wanted)).toBe(expected);
  });
});
