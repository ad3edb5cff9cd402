import type { ChatCompletionResponse, ChatMessage } from "fireworks-client/wire";
import type { Script } from "fireworks-local";
import { describe, expect, test } from "vitest";
import { ask, local, post } from "../local.js";

const user = (content: string): ChatMessage => ({ role: "user", content });
const said = (content: string): ChatMessage => ({ role: "assistant", content });

/** The message as a client sends it back. */
function backFrom(response: ChatCompletionResponse): ChatMessage {
  const { content, tool_calls } = response.choices[0]?.message ?? {};
  const calls = (tool_calls ?? []).map(({ id, function: { name, arguments: args } }) => ({
    id,
    type: "function" as const,
    function: { name: name ?? "", arguments: args ?? "" },
  }));
  return { role: "assistant", content, ...(calls.length > 0 ? { tool_calls: calls } : {}) };
}

function resultsFor(message: ChatMessage, text: string): ChatMessage[] {
  const calls = message.role === "assistant" ? (message.tool_calls ?? []) : [];
  return calls.map(({ id }) => ({ role: "tool", tool_call_id: id, content: text }));
}

const weather: Script = {
  name: "weather",
  when: { user: /weather/i },
  turns: [
    {
      toolCalls: [
        { name: "geocode", arguments: { city: "Rome" } },
        { name: "calendar", arguments: {} },
      ],
    },
    { toolCalls: [{ name: "forecast", arguments: { lat: 41.9, lon: 12.5 } }] },
    { when: { toolResult: "sunny" }, content: "Take sunglasses." },
  ],
};

async function play(server: ReturnType<typeof local>, last = "sunny"): Promise<ChatMessage[]> {
  const messages = [user("Weather in Rome?")];
  for (;;) {
    const message = backFrom(await ask(server, { messages }));
    messages.push(message);
    const results = resultsFor(message, last);
    if (results.length === 0) return messages;
    messages.push(...results);
  }
}

const names = (messages: ChatMessage[]): string[] =>
  messages.flatMap((message) =>
    message.role === "assistant"
      ? (message.tool_calls ?? []).map((call) => call.function.name)
      : [],
  );

test("an agent goes through the turns, parallel calls first", async () => {
  const messages = await play(local({ scripts: [weather] }));
  expect(names(messages)).toEqual(["geocode", "calendar", "forecast"]);
  expect(messages.at(-1)).toMatchObject({ content: "Take sunglasses." });
});

test("a retry of any request is answered as the request was", async () => {
  const server = local({ scripts: [weather] });
  const messages = await play(server);
  for (const [index, message] of messages.entries()) {
    if (message.role !== "assistant") continue;
    const again = await ask(server, { messages: messages.slice(0, index) });
    expect(backFrom(again)).toEqual(message);
  }
});

test("parallel runs of one script do not disturb each other", async () => {
  const server = local({ scripts: [weather] });
  const runs = await Promise.all(Array.from({ length: 40 }, () => play(server)));
  expect(new Set(runs.map((run) => JSON.stringify(run))).size).toBe(1);
  expect(names(runs[0] ?? [])).toEqual(["geocode", "calendar", "forecast"]);
});

test("clients that rewrite ids, spacing and key order are still followed", async () => {
  const server = local({ scripts: [weather] });
  const messages = [user("Weather?")];
  for (const [index, args] of ['{"city" : "Rome"}', '{ "lon": 12.50, "lat": 41.9 }'].entries()) {
    const message = backFrom(await ask(server, { messages })) as ChatMessage & {
      tool_calls: { id: string; function: { arguments: string } }[];
    };
    for (const [at, call] of message.tool_calls.entries()) call.id = `other_${index}_${at}`;
    const [first] = message.tool_calls;
    if (first !== undefined) first.function.arguments = args;
    messages.push(message, ...resultsFor(message, "sunny"));
  }
  expect(backFrom(await ask(server, { messages }))).toMatchObject({ content: "Take sunglasses." });
});

test("two scripts that begin alike part where their turns' conditions differ", async () => {
  const rain: Script = {
    ...weather,
    name: "rain",
    turns: [
      ...(weather.turns ?? []).slice(0, 2),
      { when: { toolResult: "rain" }, content: "Take an umbrella." },
    ],
  };
  const server = local({ scripts: [weather, rain] });
  expect((await play(server, "rain")).at(-1)).toMatchObject({ content: "Take an umbrella." });
  expect((await play(server, "sunny")).at(-1)).toMatchObject({ content: "Take sunglasses." });
});

test("the same question later in a conversation starts the script again", async () => {
  const server = local({ scripts: [weather] });
  const messages = [...(await play(server)), user("And the weather tomorrow?")];
  expect(names([backFrom(await ask(server, { messages }))])).toEqual(["geocode", "calendar"]);
});

test("a single answer with tool calls is not given again to its own results", async () => {
  const server = local({
    scripts: [{ answer: { toolCalls: [{ name: "f", arguments: { a: 1 } }] } }],
  });
  const messages = await play(server, "7");
  expect(names(messages)).toEqual(["f"]);
  expect(messages.at(-1)).toMatchObject({ content: expect.stringContaining("f answered: 7") });
});

test("a turn may be a function of the request", async () => {
  const server = local({
    scripts: [
      {
        turns: [
          ({ messages }) => ({ toolCalls: [{ name: "f", arguments: { n: messages.length } }] }),
          ({ messages }) => `after ${messages.length}`,
        ],
      },
    ],
  });
  expect((await play(server)).at(-1)).toMatchObject({ content: "after 3" });
});

test("an answer that `max_tokens` had cut is still known", async () => {
  const server = local({ scripts: [{ turns: ["One two three four five.", "Second."] }] });
  const cut = await ask(server, { messages: [user("go")], max_tokens: 2 });
  const messages = [user("go"), backFrom(cut), user("on")];
  const next = await ask(server, { messages, max_tokens: 50 });
  expect(next.choices[0]?.message.content).toBe("Second.");
});

const contentOf = async (server: ReturnType<typeof local>, messages: ChatMessage[]) =>
  (await ask(server, { messages })).choices[0]?.message.content;

test("a history with other arguments is none of the script's", async () => {
  const server = local({
    scripts: [{ turns: [{ toolCalls: [{ name: "f", arguments: { city: "Rome" } }] }, "done"] }],
  });
  const first = backFrom(await ask(server, { messages: [user("go")] }));
  const other = JSON.parse(JSON.stringify(first).replace("Rome", "Oslo")) as ChatMessage;
  const after = (call: ChatMessage) => [user("go"), call, ...resultsFor(call, "ok")];
  expect(await contentOf(server, after(first))).toBe("done");
  expect(await contentOf(server, after(other))).not.toBe("done");
});

test("turns that say the same are told apart by how many of them stand there", async () => {
  const server = local({ scripts: [{ turns: ["More?", "More?", "Enough."] }] });
  const more = [user("a"), said("More?"), user("b"), said("More?"), user("c")];
  expect(await contentOf(server, more)).toBe("Enough.");
});

test("scripts with the same first answer go on with the one whose question was asked", async () => {
  const server = local({
    scripts: [
      { when: { user: "cats" }, turns: ["Yes.", "Cats purr."] },
      { when: { user: "dogs" }, turns: ["Yes.", "Dogs bark."] },
    ],
  });
  expect(await contentOf(server, [user("dogs?"), said("Yes."), user("And?")])).toBe("Dogs bark.");
});

describe("after the last turn", () => {
  const talk = (afterLast?: Script["afterLast"]) =>
    local({
      scripts: [{ name: "talk", turns: ["One.", "Two."], ...(afterLast && { afterLast }) }],
    });
  const history = [user("a"), said("One."), user("b"), said("Two."), user("c")];
  test.each([
    [undefined, "One."],
    ["restart", "One."],
    ["repeat", "Two."],
    ["pass", expect.stringContaining("not a language model")],
  ] as const)("%s gives %s", async (afterLast, expected) => {
    expect(await contentOf(talk(afterLast), history)).toEqual(expected);
    expect(await contentOf(talk(afterLast), history.slice(0, 3))).toBe("Two.");
  });

  test("repeat goes on for ever", async () => {
    const longer = [...history, said("Two."), user("d"), said("Two."), user("e")];
    expect(await contentOf(talk("repeat"), longer)).toBe("Two.");
  });

  test("refuse says which script is over", async () => {
    const response = await post(talk("refuse"), { messages: history });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("the script talk has had its last turn");
  });
});
