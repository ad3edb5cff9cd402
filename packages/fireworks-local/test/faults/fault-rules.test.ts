import * as fc from "fast-check";
import type { FaultMatch, FaultRule } from "fireworks-local";
import { describe, expect, test } from "vitest";
import { isJsonPath, valuesAt } from "../../src/faults/json-path.js";
import { LLAMA, local, post } from "../local.js";

describe("conditions", () => {
  const matches = async (match: FaultMatch, ask = {}, headers = {}): Promise<boolean> => {
    const server = local({ faults: [{ match, fault: { status: 418 } }] });
    const init = { headers: { authorization: "Bearer fw_scope_a", ...headers } };
    return (await post(server, ask, init)).status === 418;
  };
  const said = { messages: [{ role: "user", content: "Call home" }] };

  test.each<[FaultMatch, boolean]>([
    [{}, true],
    [{ path: "/chat/completions" }, true],
    [{ path: "/inference/*/completions" }, true],
    [{ path: "/v2/*" }, false],
    [{ path: /chat/ }, true],
    [{ endpoint: "chat" }, true],
    [{ endpoint: ["embeddings", "inference"] }, true],
    [{ endpoint: "completions" }, false],
    [{ method: "post" }, true],
    [{ method: "GET" }, false],
    [{ model: LLAMA }, true],
    [{ model: /llama-v3/ }, true],
    [{ model: "/LLAMA/i" }, true],
    [{ model: "llama" }, false],
    [{ stream: false }, true],
    [{ stream: true }, false],
    [{ scope: "a" }, true],
    [{ scope: "" }, false],
    [{ headers: { "X-Run": "7" } }, true],
    [{ headers: { "x-run": "/^[0-9]$/" } }, true],
    [{ headers: { "x-run": "8" } }, false],
    [{ headers: { authorization: "/./" } }, true],
    [{ headers: { authorization: "/fw_scope/" } }, false],
    [{ body: "Call home" }, true],
    [{ body: "/call HOME/i" }, true],
    [{ body: "away" }, false],
    [{ json: { "messages[-1].content": "Call home" } }, true],
    [{ json: { "messages[*].role": "user" } }, true],
    [{ json: { "messages[0]": said.messages[0] } }, true],
    [{ json: { "messages[1].content": "Call home" } }, false],
    [{ json: { top_p: 0.5 } }, true],
    [{ json: { top_p: "0.5" } }, false],
    [{ model: LLAMA, stream: true }, false],
  ])("%o: %o", async (match, expected) => {
    expect(await matches(match, { ...said, top_p: 0.5 }, { "x-run": "7" })).toBe(expected);
  });

  test.each([
    ["GET", "/v1/accounts/fireworks/models", "control-plane"],
    ["GET", "/v1/accounts", "control-plane"],
    ["GET", "/inference/v1/models", "models"],
    ["POST", "/v1/embeddings", "embeddings"],
    ["PUT", "/_storage/x", "storage"],
  ] as const)("%s %s is %s", async (method, path, endpoint) => {
    const server = local({ faults: [{ match: { endpoint }, fault: { status: 418 } }] });
    expect((await server.fetch(server.url + path, { method })).status).toBe(418);
  });
});

describe("counting", () => {
  const statuses = async (rules: FaultRule[], count: number): Promise<number[]> => {
    const server = local({ faults: rules });
    const found = [];
    for (let call = 0; call < count; call += 1) found.push((await post(server, {})).status);
    return found;
  };

  test.each<[Omit<FaultRule, "fault">, number[]]>([
    [{ times: 2 }, [500, 500, 200, 200, 200, 200]],
    [{ skip: 2 }, [200, 200, 500, 500, 500, 500]],
    [{ every: 3 }, [500, 200, 200, 500, 200, 200]],
    [{ skip: 1, every: 2, times: 2 }, [200, 500, 200, 500, 200, 200]],
    [{ times: 0 }, [200, 200, 200, 200, 200, 200]],
  ])("%o", async (rule, expected) => {
    expect(await statuses([{ ...rule, fault: { status: 500 } }], 6)).toEqual(expected);
  });

  test("a rule counts what the rules above it left, and an empty fault spares its requests", async () => {
    const rules = [
      { fault: { status: 429 }, times: 2 },
      { fault: {}, times: 1 },
      { fault: { status: 503 }, times: 1 },
    ];
    expect(await statuses(rules, 5)).toEqual([429, 429, 200, 503, 200]);
  });

  test("exactly the first N of any number of parallel calls are hit", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(12), fc.nat(12), async (times, calls) => {
        const server = local({ faults: [{ fault: { status: 429 }, times }] });
        const answers = await Promise.all(Array.from({ length: calls }, () => post(server, {})));
        const hit = answers.filter(({ status }) => status === 429);
        expect(hit).toHaveLength(Math.min(times, calls));
      }),
      { numRuns: 15 },
    );
  });

  test("per request, every distinct request meets its own faults, in whatever order", async () => {
    const server = local({ faults: [{ fault: { status: 429 }, times: 2, per: "request" }] });
    const seen: Record<string, number[]> = {};
    const agent = async (content: string): Promise<void> => {
      for (let call = 0; call < 4; call += 1) {
        const messages = [{ role: "user", content }];
        (seen[content] ??= []).push((await post(server, { messages })).status);
      }
    };
    await Promise.all(["a", "b", "c"].map(agent));
    const expected = [429, 429, 200, 200];
    expect(seen).toEqual({ a: expected, b: expected, c: expected });
  });

  test("scopes count for themselves", async () => {
    const server = local({ faults: [{ fault: { status: 429 }, times: 1 }] });
    const ask = async (scope: string): Promise<number> =>
      (await post(server, {}, { headers: { authorization: `Bearer fw_scope_${scope}` } })).status;
    expect([await ask("a"), await ask("b"), await ask("a"), await ask("b")]).toEqual([
      429, 429, 200, 200,
    ]);
  });
});

describe("paths in a body", () => {
  const body = { tools: [{ name: "a" }, { name: "b" }], deep: { list: [[1], [2, 3]] } };

  test.each([
    ["tools[*].name", ["a", "b"]],
    ["tools[-1].name", ["b"]],
    ["deep.list[1][0]", [2]],
    ["deep.list[*][*]", [1, 2, 3]],
    ["tools.name", []],
    ["tools[7]", []],
    ["constructor", []],
  ])("%s", (path, expected) => {
    expect(valuesAt(body, path)).toEqual(expected);
  });

  test("what is none is refused", () => {
    expect(["", ".", "a..b", "a[b]", "a[", "[]"].map(isJsonPath)).toEqual(Array(6).fill(false));
  });
});
