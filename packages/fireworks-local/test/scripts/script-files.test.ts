import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import {
  type FireworksLocalOptions,
  loadScripts,
  parseScripts,
  type Script,
} from "fireworks-local";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, callsOf, local } from "../local.js";
import { cpuClock } from "../cpu-clock.js";

const AGENT = `
# yaml-language-server: $schema=../schema/script.schema.json
name: weather agent
when:
  user: /weather in (\\w+)/i
turns:
  - toolCalls:
      - name: get_weather
        arguments: { city: Rome }
  - Take sunglasses.
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scripts-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("files, lists and folders of YAML and JSON are scripts as objects are", async () => {
  await mkdir(join(folder, "more"));
  await writeFile(join(folder, "agent.yaml"), AGENT);
  await writeFile(join(folder, "list.json"), JSON.stringify([{ answer: "from JSON" }]));
  await writeFile(join(folder, "more/keyed.yml"), "scripts:\n  - answer: keyed\n");
  const scripts = await loadScripts(folder);
  expect(scripts.map(({ name }) => name)).toEqual([
    `weather agent (${folder}/agent.yaml:3)`,
    `${folder}/list.json:1`,
    `${folder}/more/keyed.yml:2`,
  ]);
  expect(await loadScripts([join(folder, "agent.yaml"), join(folder, "list.json")])).toHaveLength(
    2,
  );
  const server = local({ scripts });
  const messages = [{ role: "user", content: "The weather in Oslo?" }];
  expect(callsOf(await ask(server, { messages }))).toEqual([["get_weather", { city: "Rome" }]]);
  expect((await ask(server, {})).choices[0]?.message.content).toBe("from JSON");
});

test.each([
  [
    "when:\n  usr: x\nanswer: a",
    "a.yaml:2: when.usr: `usr` is no key that is known here; did you mean user?",
  ],
  [
    "answer: { tool_calls: [] }",
    "`tool_calls` is no key that is known here; did you mean toolCalls?",
  ],
  ["- answer: a\n- answer: 4", "a.yaml:2: [1].answer: must be text, or a map with"],
  ["when: {}", "a.yaml:1: needs either `answer` or `turns`"],
  ["answer: a\nturns: [b]", "a.yaml:1: needs either `answer` or `turns`"],
  ["turns: []", "a.yaml:1: turns: needs an entry"],
  [
    "scripts:\n  - when: { user: /(/ }\n    answer: a",
    "a.yaml:2: scripts[0].when.user: Invalid regular",
  ],
  ["when: { user: /(a)\\1/ }\nanswer: a", "back-references are not read"],
  ["when: { user: /a/g }\nanswer: a", "flags are i, m, s and u"],
  ["when: { tools: true }\nanswer: a", "must be names of tools, or false"],
  [
    "turns:\n  - error: { status: 429 }\n  - b",
    "a.yaml:2: turns[0].error: leaves no message in the history",
  ],
  ["answer: { content: ab, pieces: [a, c] }", "answer.pieces: must join to the `content`"],
  ["answer: { content: a, error: { status: 500 } }", "holds content and error: one is enough"],
  ["answer: { error: { status: 200 } }", "must be a whole number from 400 to 599, not 200"],
  ["answer: { finishReason: done }", "must be one of stop, length, tool_calls"],
  ["answer: a\nafterLast: stop", "must be one of restart, repeat, pass, refuse"],
  ["just text", "must be"],
])("a mistake is named with its line: %j", async (text, message) => {
  await expect(parseScripts(text, "a.yaml")).rejects.toThrow(message);
});

test("objects are held to the same description", () => {
  const wrong = (scripts: unknown[]) => () => local({ scripts } as FireworksLocalOptions);
  expect(wrong([{ when: { usr: "x" }, answer: "a" }])).toThrow(
    new TypeError("scripts[0].when.usr: `usr` is no key that is known here; did you mean user?"),
  );
  expect(wrong([{ when: {} }])).toThrow("scripts[0]: needs either `answer` or `turns`");
  const fine: Script = { when: { predicate: () => true, user: /(?<=a)b/g }, answer: () => "x" };
  expect(wrong([fine])).not.toThrow();
});

test("a hostile pattern costs a moment, not the server", async () => {
  const scripts = await parseScripts(
    JSON.stringify(
      Array.from({ length: 50 }, (_, index) => ({
        when: { user: `/^(a+)+(a|aa)*${index}$/` },
        answer: "x",
      })),
    ),
  );
  const server = local({ scripts });
  const spentMs = cpuClock();
  const messages = [{ role: "user", content: "a".repeat(20_000) }];
  await expect(ask(server, { messages })).rejects.toThrow("take too long for a text of this size");
  expect(spentMs()).toBeLessThan(10_000);
});

describe("the published description", () => {
  const published = readFile(
    new URL("../../schema/script.schema.json", import.meta.url),
    "utf8",
  ).then((text) => JSON.parse(text) as object);

  test("takes and refuses what the server takes and refuses", async () => {
    const isValid = new Ajv2020().compile(await published);
    for (const [file, valid] of [
      [{ answer: "a" }, true],
      [
        {
          $schema: "x",
          name: "n",
          when: { user: "x", tools: false },
          turns: ["a", { when: { toolResult: { name: "f" } }, content: "b" }],
          afterLast: "repeat",
        },
        true,
      ],
      [
        {
          $schema: "x",
          scripts: [{ answer: { toolCalls: [{ name: "f" }], reasoning: "r", latency: "slow" } }],
        },
        true,
      ],
      [
        [
          {
            answer: {
              content: null,
              usage: { prompt_tokens: 1, completion_tokens: 2 },
              finishReason: "length",
            },
          },
        ],
        true,
      ],
      [{ answer: { error: { status: 503, envelope: "E5", retryAfter: 1 } } }, true],
      [{ answer: { logprobs: [{ token: "a", logprob: -1, top_logprobs: [] }] } }, true],
      [{ answer: { choices: [{ content: "a" }, { content: "b" }] } }, true],
      [{ answer: { embeddings: [[1, 2]] } }, true],
      [{ answer: { scores: [0.5] } }, true],
      [{ answer: 1 }, false],
      [{ answer: { contents: "a" } }, false],
      [{ when: { user: 1 }, answer: "a" }, false],
      [{ when: { predicate: "x" }, answer: "a" }, false],
      [{ turns: [] }, false],
      [{ answer: { toolCalls: [{ arguments: {} }] } }, false],
      [{ answer: { choices: [{ choices: [{}] }] } }, false],
      [{ answer: { error: { status: 99 } } }, false],
      [{ answer: { latency: "sluggish" } }, false],
      ["a", false],
    ] as const) {
      const parsed = parseScripts(JSON.stringify(file)).then(
        () => true,
        () => false,
      );
      expect([file, isValid(file), await parsed]).toEqual([file, valid, valid]);
    }
  });
});
