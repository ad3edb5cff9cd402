import type { ChatCompletionChunk } from "fireworks-client/wire";
import { expect, test } from "vitest";
import { addChunk, type Answer, saysSomething } from "../../../playground/src/state/answer.js";

const FACTS = { id: undefined, model: undefined, usage: undefined, perfMetrics: undefined };

function added(...choices: object[]): Answer[] {
  const answers: Answer[] = [];
  const chunk = { id: "c", model: "m", choices } as unknown as ChatCompletionChunk;
  saysSomething(chunk);
  addChunk(answers, FACTS, { chunk, at: 1 });
  return answers;
}

test("choices and calls with numbers nobody asked for are passed by, not made room for", () => {
  expect(added({ index: 2 ** 40, delta: { content: "a" } })).toEqual([]);
  expect(added({ index: -1, delta: { content: "a" } })).toEqual([]);
  const call = { index: 2 ** 40, id: "x", function: { name: "f", arguments: "{}" } };
  expect(added({ index: 0, delta: { tool_calls: [call] } })[0]?.toolCalls).toEqual([]);
});

test("what is no text where the API has text is left out; what else came stays", () => {
  const call = { index: 0, id: {}, function: { name: ["f"], arguments: { a: 1 } } };
  const [answer] = added(
    { index: 0 },
    { index: 0, delta: { content: { a: 1 }, reasoning_content: 5, tool_calls: [call] } },
    { index: 0, delta: { content: "text" }, finish_reason: {} },
  );
  expect(answer).toMatchObject({ content: "text", reasoning: "", finishReason: undefined });
  expect(answer?.toolCalls).toEqual([
    { id: "", type: "function", function: { name: "", arguments: "" } },
  ]);
});
