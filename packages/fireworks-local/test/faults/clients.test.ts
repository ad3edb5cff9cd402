import { type AIMessageChunk } from "@langchain/core/messages";
import { concat } from "@langchain/core/utils/stream";
import { FireworksClient } from "fireworks-client";
import type { EnvelopeName, Fault, FaultRule, MalformedKind, QuirkName } from "fireworks-local";
import { ChatFireworks } from "langchain-fireworks";
import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { QUIRK_NAMES } from "../../src/faults/quirk-names.js";
import { LLAMA } from "../local.js";
import { BOTH, faulty, REQUEST } from "./fault-client.js";

const STREAMED = { ...REQUEST, stream: true } as const;

function openai(fault: Fault, rule: Omit<FaultRule, "fault"> = {}, maxRetries = 0) {
  const server = faulty(fault, rule);
  const { baseURL, fetch } = server;
  return { server, client: new OpenAI({ baseURL, fetch, apiKey: "k", maxRetries }) };
}

function fireworks(fault: Fault): FireworksClient {
  const { baseURL, fetch } = faulty(fault);
  return new FireworksClient({ baseURL, fetch, apiKey: "k", maxRetries: 0 });
}

function chatFireworks(fault: Fault, rule: Omit<FaultRule, "fault"> = {}) {
  const server = faulty(fault, rule);
  const { baseURL, fetch } = server;
  return {
    server,
    model: new ChatFireworks({ model: LLAMA, baseURL, fetch, apiKey: "k" }),
  };
}

async function countItems(items: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _item of items) count += 1;
  return count;
}

describe("the openai client", () => {
  test("retries the first two refusals, then all is well", async () => {
    const { client, server } = openai({ status: 429, retryAfterMs: 1 }, { times: 2 }, 2);
    const answer = await client.chat.completions.create(REQUEST);
    expect(answer.choices[0]?.message.content).toBe("Ein schöner Tag.");
    expect(server.requests.map(({ status }) => status)).toEqual([429, 429, 200]);
  });

  test("obeys x-should-retry", async () => {
    const { client, server } = openai({ status: 503, shouldRetry: false }, {}, 5);
    await expect(client.chat.completions.create(REQUEST)).rejects.toMatchObject({ status: 503 });
    expect(server.requests).toHaveLength(1);
  });

  test.each<EnvelopeName>(["E1", "E2", "E3", "E5", "E10"])(
    "shows the text of %s",
    async (envelope) => {
      const { client } = openai({ status: 429, envelope });
      await expect(client.chat.completions.create(REQUEST)).rejects.toThrow("rate limit exceeded");
    },
  );

  test("raises the error object of a stream, and reads past comments", async () => {
    const failing = openai({ errorAfterEvents: 2, envelope: "E2", commentLines: true }).client;
    const stream = await failing.chat.completions.create(STREAMED);
    await expect(countItems(stream)).rejects.toThrow("Internal server error");
  });
});

describe("fireworks-client", () => {
  const HARMLESS: MalformedKind[] = ["no-data-field", "empty-data", "huge", "lone-surrogate"];
  const FATAL: MalformedKind[] = [
    "bad-json",
    "half-json",
    "null",
    "number",
    "array",
    "text",
    "html",
  ];

  test.each(HARMLESS)("reads on after %s", async (malformedEvent) => {
    const stream = await fireworks({ malformedEvent }).chat.completions.create(STREAMED);
    expect(await countItems(stream)).toBeGreaterThan(4);
  });

  test.each(FATAL)("fails clearly at %s", async (malformedEvent) => {
    const stream = await fireworks({ malformedEvent }).chat.completions.create(STREAMED);
    await expect(countItems(stream)).rejects.toMatchObject({ name: "FireworksStreamError" });
  });

  test.each<[string, Fault]>([
    ["is cut after bytes", { cutAfterBytes: 150 }],
    ["is cut in a character", { cutAfterEvents: 1, cutInside: "character" }],
    ["is reset in an event", { cutAfterEvents: 1, cutInside: "event", resetConnection: true }],
    ["is empty", { emptyStream: true }],
  ])("never takes a stream for whole that %s", async (_name, fault) => {
    const read = async (): Promise<number> =>
      countItems(await fireworks(fault).chat.completions.create(STREAMED));
    await expect(read()).rejects.toThrow(/stream|connection/i);
  });
});

describe("ChatFireworks", () => {
  test("an agent's call survives two refusals that are its own, beside another's", async () => {
    const { model, server } = chatFireworks(
      { status: 429, retryAfterMs: 1 },
      { times: 2, per: "request" },
    );
    const answers = await Promise.all(["one", "two"].map((text) => model.invoke(text)));
    expect(answers.map(({ text }) => text)).toEqual(Array(2).fill("Ein schöner Tag."));
    expect(server.requests.map(({ status }) => status).toSorted()).toEqual([
      200, 200, 429, 429, 429, 429,
    ]);
  });

  const WEATHER = [
    ["weather", { city: "Rome" }],
    ["weather", { city: "Paris" }],
  ];
  const WITHOUT_ARGUMENTS = WEATHER.map(([name]) => [name, {}]);

  /** What is left of the two calls where a quirk destroys what they say; all others are read. */
  const LOST: Partial<Record<QuirkName, unknown>> = {
    "finish-reason-missing": "The stream ended before the answer was complete",
    "finish-reason-empty": "The stream ended before the answer was complete",
    "finish-reason-error": "Fireworks reported an error inside the stream",
    "call-name-missing": [],
    "call-name-split": WEATHER.map(([, args]) => ["weat", args]),
    "call-arguments-missing": WITHOUT_ARGUMENTS,
    "call-arguments-null": WITHOUT_ARGUMENTS,
    "call-arguments-empty": WITHOUT_ARGUMENTS,
    "call-arguments-say-null": WITHOUT_ARGUMENTS,
    "call-arguments-broken": [],
    "call-in-content": [],
    "call-in-tags": [],
    "call-as-function-call": [],
  };

  async function callsWith(quirks: QuirkName): Promise<unknown[]> {
    const bound = chatFireworks({ quirks }).model.bindTools(BOTH.tools);
    const chunks: AIMessageChunk[] = [];
    for await (const chunk of await bound.stream("both")) chunks.push(chunk);
    const { tool_calls: calls = [] } = chunks.reduce((left, right) => concat(left, right));
    return calls.map(({ name, args }) => [name, args]);
  }

  test.each(QUIRK_NAMES)("reads two tool calls with %s", async (quirk) => {
    const expected = LOST[quirk] ?? WEATHER;
    if (typeof expected === "string") await expect(callsWith(quirk)).rejects.toThrow(expected);
    else expect(await callsWith(quirk)).toEqual(expected);
  });
});
