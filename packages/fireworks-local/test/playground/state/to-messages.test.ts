import { describe, expect, test } from "vitest";
import { type Answer, emptyAnswer } from "../../../playground/src/state/answer.js";
import { type SaidTurn, toMessages } from "../../../playground/src/state/to-messages.js";

const user = (text: string): SaidTurn => ({ kind: "user", id: text, text, pictures: [] });
const answer = (said: Partial<Answer>): SaidTurn => ({
  kind: "answer",
  answer: { ...emptyAnswer(), ...said },
});
const call = { index: 0, id: "call_a", function: { name: "get_weather", arguments: '{"l":1}' } };
const results: SaidTurn = {
  kind: "results",
  id: "r",
  results: [{ callId: "call_a", text: "12", isCanned: false }],
};
const messages = (turns: SaidTurn[], reasoningHistory?: "disabled" | "interleaved" | "preserved") =>
  toMessages({ system: "", turns, reasoningHistory });

describe("the messages of a conversation", () => {
  test("begin with the system prompt, unless it is blank", () => {
    expect(
      toMessages({ system: "Be brief.", turns: [user("Hi")], reasoningHistory: undefined }),
    ).toEqual([
      { role: "system", content: "Be brief." },
      { role: "user", content: "Hi" },
    ]);
    expect(messages([user("Hi")])).toEqual([{ role: "user", content: "Hi" }]);
  });

  test("hold pictures before the text, and no empty text", () => {
    const picture = {
      name: "a.png",
      type: "image/png",
      bytes: 1,
      url: "data:image/png;base64,AA==",
    };
    const part = { type: "image_url", image_url: { url: picture.url } };
    const turn = { kind: "user" as const, id: "u", pictures: [picture] };
    expect(
      messages([
        { ...turn, text: "What?" },
        { ...turn, text: "" },
      ]),
    ).toEqual([
      { role: "user", content: [part, { type: "text", text: "What?" }] },
      { role: "user", content: [part] },
    ]);
  });

  test("hold calls with their results, without the index only answers carry", () => {
    expect(messages([user("Hi"), answer({ toolCalls: [call] }), results])).toEqual([
      { role: "user", content: "Hi" },
      {
        role: "assistant",
        content: null,
        tool_calls: [
          {
            id: "call_a",
            type: "function",
            function: { name: "get_weather", arguments: '{"l":1}' },
          },
        ],
      },
      { role: "tool", content: "12", tool_call_id: "call_a" },
    ]);
  });

  test("name a call without an id by its place", () => {
    const turns = [answer({ toolCalls: [{ ...call, id: "" }] }), results];
    expect(messages(turns)[0]).toMatchObject({ tool_calls: [{ id: "call_1" }] });
  });

  test("leave out calls nobody answered, and answers that then say nothing", () => {
    expect(messages([user("a"), answer({ toolCalls: [call] }), user("b")])).toEqual([
      { role: "user", content: "a" },
      { role: "user", content: "b" },
    ]);
    expect(messages([answer({ content: "So", toolCalls: [call] }), user("b")])[0]).toEqual({
      role: "assistant",
      content: "So",
    });
  });

  test.each([
    [undefined, ["old", "new"]],
    ["preserved", ["old", "new"]],
    ["interleaved", [undefined, "new"]],
    ["disabled", [undefined, undefined]],
  ] as const)("send back reasoning as %s wants it", (history, sent) => {
    const turns = [
      user("a"),
      answer({ content: "A", reasoning: "old" }),
      user("b"),
      answer({ reasoning: "new", toolCalls: [call] }),
      results,
    ];
    const said = messages(turns, history).filter(({ role }) => role === "assistant");
    expect(said.map((message) => Reflect.get(message, "reasoning_content"))).toEqual(sent);
  });
});
