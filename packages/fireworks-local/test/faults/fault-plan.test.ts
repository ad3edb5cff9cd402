import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { loadFaultPlan, parseFaultPlan } from "fireworks-local";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { local, post } from "../local.js";

const PLAN = `
# yaml-language-server: $schema=../schema/fault-plan.schema.json
faults:
  - match: { endpoint: chat, json: { "messages[-1].content": /help/i } }
    fault: { status: 429, retryAfter: 1 }
    times: 2
  - match: { path: "/v1/accounts/*/datasets" }
    fault: { envelope: E8 }
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fault-plan-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a plan is read from YAML, JSON and a folder of both", async () => {
  await writeFile(join(folder, "b.yaml"), PLAN);
  await writeFile(join(folder, "c.json"), JSON.stringify([{ fault: { status: 500 }, skip: 3 }]));
  const plan = await loadFaultPlan(folder);
  expect(plan.map(({ fault }) => fault)).toEqual([
    { status: 429, retryAfter: 1 },
    { envelope: "E8" },
    { status: 500 },
  ]);
  const server = local({ faults: await loadFaultPlan(join(folder, "b.yaml")) });
  const ask = (content: string): Promise<Response> =>
    post(server, { messages: [{ role: "user", content }] });
  const statuses = [];
  for (const text of ["Please HELP", "No", "help", "help"]) statuses.push((await ask(text)).status);
  expect(statuses).toEqual([429, 200, 429, 200]);
});

test.each([
  [
    "- fault: { statsu: 500 }",
    "plan.yaml:1: [0].fault.statsu: `statsu` is no key that is known here; did you mean status?",
  ],
  [
    "- fault:\n    status: 99",
    "plan.yaml:2: [0].fault.status: must be a whole number from 200 to 599, not 99",
  ],
  ["- match: { stream: true }", "plan.yaml:1: [0]: `fault` is missing"],
  [
    "faults:\n  - fault: {}\n    match:\n      body: /(/",
    "plan.yaml:3: faults[0].match: Invalid regular expression",
  ],
  [
    "- fault: { message: Hello }",
    "plan.yaml:1: [0].fault.message: says nothing without `status` or `envelope`",
  ],
  [
    "- match: { json: { 'a..b': 1 } }\n  fault: {}",
    "plan.yaml:1: [0].match.json.a..b: is no path such as",
  ],
  ["- fault: { quirks: [usage-mising] }", "must be one of "],
])("a mistake is named with its line: %s", async (text, message) => {
  await expect(parseFaultPlan(text, "plan.yaml")).rejects.toThrow(message);
});

test("rules that are objects are held to the same description", () => {
  const faults = [{ match: { body: /x/g }, fault: { status: undefined, quirk: "usage-null" } }];
  expect(() => local({ faults } as never)).toThrow(
    new TypeError(
      "faults[0].fault.quirk: `quirk` is no key that is known here; did you mean quirks?",
    ),
  );
});

describe("the published description", () => {
  const path = new URL("../../schema/fault-plan.schema.json", import.meta.url);

  test("takes and refuses what the server takes and refuses", async () => {
    const published = JSON.parse(await readFile(path, "utf8")) as object;
    const isValid = new Ajv2020().compile(published);
    for (const [plan, valid] of [
      [{ faults: [{ fault: { status: 503, envelope: "E5" }, every: 2, per: "request" }] }, true],
      [[{ fault: { quirks: ["usage-null", "crlf-lines"], latency: "slow" } }], true],
      [[{ fault: { latency: { firstTokenMs: -1 } } }], false],
      [[{ fault: { status: 600 } }], false],
      [[{ match: { endpoint: "chats" }, fault: {} }], false],
      [{ fault: {} }, false],
    ] as const) {
      expect(isValid(plan), JSON.stringify(plan)).toBe(valid);
      const parsed = parseFaultPlan(JSON.stringify(plan));
      expect(
        await parsed.then(
          () => true,
          () => false,
        ),
      ).toBe(valid);
    }
  });
});
