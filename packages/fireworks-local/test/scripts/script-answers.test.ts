import { expect, test } from "vitest";
import { ask, callsOf, chunksOf, local, streamText } from "../local.js";

const user = (content: string) => [{ role: "user", content }];

test("the first script whose conditions all hold answers", async () => {
  const server = local({
    scripts: [
      { when: { user: /weather/i, system: "French" }, answer: { content: "soleil" } },
      { when: { user: /weather/gi }, answer: { content: "sun" } },
      { when: { predicate: (request) => request.temperature === 2 }, answer: { content: "hot" } },
    ],
  });
  const say = async (request: object): Promise<unknown> =>
    (await ask(server, request)).choices[0]?.message.content;
  expect(await say({ messages: user("Weather?") })).toBe("sun");
  expect(await say({ messages: user("Weather?") })).toBe("sun");
  expect(
    await say({ messages: [{ role: "system", content: "French please" }, ...user("weather")] }),
  ).toBe("soleil");
  expect(await say({ temperature: 2 })).toBe("hot");
  expect(await say({})).toContain("not a language model");
});

test("a script chooses calls, reasoning, finish reason, usage and the pieces of the stream", async () => {
  const server = local({
    scripts: [
      {
        when: { user: "call" },
        answer: { toolCalls: [{ name: "f", arguments: { a: 1 }, id: "c9" }], reasoning: "hm" },
      },
      { when: { user: "broken" }, answer: { toolCalls: [{ name: "f", arguments: '{"a":' }] } },
      {
        when: { user: "pieces" },
        answer: {
          content: "abc",
          pieces: ["a", "b", "c"],
          finishReason: "length",
          usage: { prompt_tokens: 1, completion_tokens: 2 },
        },
      },
      { when: { user: "echo" }, answer: (request) => ({ content: request.model }) },
    ],
  });
  const called = await ask(server, { messages: user("call") });
  expect(callsOf(called)).toEqual([["f", { a: 1 }]]);
  expect(called.choices[0]?.message).toMatchObject({
    reasoning_content: "hm",
    tool_calls: [{ id: "c9" }],
  });
  const broken = await ask(server, { messages: user("broken") });
  expect(broken.choices[0]?.message.tool_calls?.[0]?.function.arguments).toBe('{"a":');
  const chunks = chunksOf(await streamText(server, { messages: user("pieces") }));
  expect(chunks.flatMap((chunk) => chunk.choices?.[0]?.delta.content ?? [])).toEqual([
    "a",
    "b",
    "c",
  ]);
  expect(chunks.at(-1)).toMatchObject({
    choices: [{ finish_reason: "length" }],
    usage: { total_tokens: 3 },
  });
  expect((await ask(server, { messages: user("echo") })).choices[0]?.message.content).toContain(
    "llama",
  );
});
