import { FireworksClient } from "fireworks-client";
import type { BatchInputRow } from "fireworks-client/wire";
import { createFireworksLocal } from "fireworks-local";
import { expect, test } from "vitest";
import { bodyProblem, knownBodyProblem } from "../../../src/batch/submit/body-rules.js";
import { KEY, MODEL } from "../../local-model.js";

type Body = BatchInputRow["body"];

const messages = [{ role: "user", content: "Hi" }];
const withMessage = (message: object) => ({ messages: [message] });
const toolNamed = (name: unknown) => ({
  messages,
  tools: [{ type: "function", function: { name, parameters: {} } }],
});

/** A body, and how the words begin that say what is wrong with it. */
const BAD: [string, object, RegExp][] = [
  ["no messages", {}, /^needs `messages`/],
  ["an empty list of messages", { messages: [] }, /^messages must have at least 1/],
  ["an unknown role", withMessage({ role: "bananas", content: "x" }), /^messages\[0\]\.role must/],
  [
    "a foreign key of a message",
    withMessage({ role: "user", content: "x", name: "n" }),
    /name is not known/,
  ],
  [
    "a foreign part",
    withMessage({ role: "user", content: [{ type: "input_audio" }] }),
    /type must be "text"/,
  ],
  [
    "a foreign key of a part",
    withMessage({ role: "user", content: [{ type: "text", text: "x", cache_control: {} }] }),
    /cache_control is not/,
  ],
  [
    "a number as content",
    withMessage({ role: "user", content: 1 }),
    /^messages\[0\]\.content must/,
  ],
  [
    "a hot temperature",
    { messages, temperature: 3 },
    /^temperature must be a number from 0 to 2, not 3/,
  ],
  ["a text for a number", { messages, top_p: "1" }, /^top_p must/],
  ["no tokens", { messages, max_tokens: 0 }, /^max_tokens must/],
  ["half a token", { messages, max_tokens: 1.5 }, /^max_tokens must/],
  ["too many choices", { messages, n: 129 }, /^n must/],
  ["too many stops", { messages, stop: ["a", "b", "c", "d", "e"] }, /^stop must have at most 4/],
  ["a strong bias", { messages, logit_bias: { 7: 101 } }, /^logit_bias\.7 must/],
  ["too many logprobs", { messages, top_logprobs: 6 }, /^top_logprobs must/],
  [
    "a small budget",
    { messages, thinking: { type: "enabled", budget_tokens: 5 } },
    /budget_tokens must/,
  ],
  ["numbers as metadata", { messages, metadata: { a: 1 } }, /^metadata\.a must/],
  ["a tool's name with a blank", toolNamed("a b"), /^tools\[0\]\.function\.name must/],
  ["a tool's name that is too long", toolNamed("x".repeat(65)), /^tools\[0\]\.function\.name must/],
  ["an unknown choice of tools", { messages, tool_choice: "some" }, /^tool_choice/],
  ["an unknown field", { messages, verbosity: "low" }, /^verbosity is not known to Fireworks/],
];

const GOOD: object[] = [
  { messages, temperature: 0, top_p: 1, max_tokens: 1, stop: ["a"], logprobs: true, n: 2, seed: 7 },
  { messages, max_tokens: null, logit_bias: null, tools: [], metadata: { a: "b" }, user: "u" },
  withMessage({
    role: "user",
    content: [
      { type: "text", text: "x" },
      { type: "image_url", image_url: { url: "https://x.example/a.png" } },
    ],
  }),
  {
    messages: [
      ...messages,
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "c", type: "function", function: { name: "f", arguments: "{}" } }],
      },
      { role: "tool", content: "1", tool_call_id: "c" },
    ],
  },
  { ...toolNamed("search"), tool_choice: { type: "function", function: { name: "search" } } },
  {
    messages,
    response_format: {
      type: "json_schema",
      json_schema: { name: "x", schema: { type: "object" } },
    },
    reasoning_effort: "low",
  },
];

/** What becomes of a job over one row, at a server that is as strict as Fireworks. */
async function jobState(body: object): Promise<string | undefined> {
  const { client, name } = SERVER;
  const id = name();
  const line = JSON.stringify({ custom_id: "0", body });
  await client.datasets.create({ datasetId: id, dataset: { exampleCount: "1", userUploaded: {} } });
  await client.datasets.upload(id, line);
  const job = await client.batchInferenceJobs.create({ model: MODEL, inputDatasetId: id });
  return (await client.batchInferenceJobs.get(job.name)).state;
}

const local = createFireworksLocal();
let made = 0;
const SERVER = {
  client: new FireworksClient({ apiKey: KEY, baseURL: local.baseURL, fetch: local.fetch }),
  name: () => `in-${(made += 1)}`,
};

test.each(BAD)("%s is refused, and would fail the whole job", async (_, body, problem) => {
  expect(bodyProblem(body as Body)).toMatch(problem);
  expect(await jobState(body)).toBe("JOB_STATE_FAILED");
});

test.each(GOOD)("%o is let through, and its job succeeds", async (body) => {
  expect(bodyProblem(body as Body)).toBeUndefined();
  expect(await jobState(body)).toBe("JOB_STATE_COMPLETED");
});

test("what would only fail its own row is refused too, and a tier that batches do not have", () => {
  expect(bodyProblem({ messages, max_tokens: 1, max_completion_tokens: 1 } as Body)).toMatch(
    /`max_tokens` and `max_completion_tokens` exclude/,
  );
  expect(bodyProblem({ messages, service_tier: "priority" } as Body)).toMatch(/^service_tier must/);
  const xml = { messages, response_format: { type: "xml" } } as never;
  expect(bodyProblem(xml)).toMatch(/^response_format\.type must/);
});

test("unknown fields pass if that is wanted, and known ones are still looked at", () => {
  const body = { messages, newest_field: 1 } as Body;
  expect(knownBodyProblem(body)).toBeUndefined();
  expect(knownBodyProblem({ ...body, temperature: 9 })).toMatch(/^temperature/);
});
