import { createFireworksLocal } from "fireworks-local";
import { describe, expect, test } from "vitest";
import {
  countText,
  FAULT_CATALOGUE,
  type HowOften,
  matchText,
  ruleFor,
} from "../../../playground/src/watch/fault-catalogue.js";

const CHOICE = { howOften: "once", number: 3, path: "", model: "" } as const;
const READY = FAULT_CATALOGUE.flatMap(({ faults }) => faults);

describe("ready-made faults", () => {
  test.each(READY.map((ready) => [ready.name, ready] as const))(
    "the server takes the rule of %s",
    async (_, ready) => {
      const server = createFireworksLocal();
      const answer = await server.fetch(`${server.url}/_local/faults`, {
        method: "POST",
        body: JSON.stringify([ruleFor(ready, { ...CHOICE, path: "/chat/completions" })]),
      });
      expect(answer.status).toBe(200);
    },
  );

  test.each<[HowOften, number[]]>([
    ["once", [1]],
    ["times", [1, 2, 3]],
    ["every", [3, 6]],
    ["each-request-once", [1]],
    ["always", [1, 2, 3, 4, 5, 6]],
  ])("%s hits these of six equal requests: %j", async (howOften, hit) => {
    const [ready] = READY;
    if (ready === undefined) throw new Error("the catalogue is empty");
    const server = createFireworksLocal({ faults: [ruleFor(ready, { ...CHOICE, howOften })] });
    const statuses: number[] = [];
    for (let at = 0; at < 6; at += 1) {
      const { status } = await server.fetch(`${server.baseURL}/models`, {
        headers: { authorization: "Bearer any" },
      });
      statuses.push(status);
    }
    expect(statuses.flatMap((status, at) => (status === 429 ? [at + 1] : []))).toEqual(hit);
  });

  test("rules are told in words", () => {
    const fault = { status: 500 };
    expect(countText({ fault })).toBe("always");
    expect(countText({ fault, times: 1 })).toBe("once");
    expect(countText({ fault, times: 4 })).toBe("4 times");
    expect(countText({ fault, every: 3, skip: 2 })).toBe("one in 3");
    expect(countText({ fault, skip: 2 })).toBe("always, after the first 2");
    expect(matchText({ fault })).toBe("any request");
    expect(matchText({ fault, match: { stream: true, path: "/chat" } })).toBe(
      "streams, path /chat",
    );
  });
});
