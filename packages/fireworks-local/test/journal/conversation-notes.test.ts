import { describe, expect, test } from "vitest";
import { notesOn } from "../../src/journal/conversation-notes.js";

describe("mistakes in a conversation that no server refuses", () => {
  const calls = [{ id: "call_1", type: "function", function: { name: "f", arguments: "{}" } }];
  const user = { role: "user", content: "?" };
  const notes = (...messages: unknown[]) => notesOn({ messages });

  test("a result without the id of its call, which is then named", () => {
    const [note, unanswered] = notes(
      user,
      { role: "assistant", tool_calls: calls },
      { role: "tool", content: "5" },
    );
    expect(note).toMatchObject({ path: "messages[2].tool_call_id" });
    expect(note?.advice).toContain("call_1");
    expect(unanswered?.path).toBe("messages[1].tool_calls[0]");
  });

  test("a result whose call is not in the history", () => {
    const [note] = notes(user, { role: "tool", tool_call_id: "call_9", content: "5" });
    expect(note?.message).toContain("call_9");
    expect(note?.advice).toContain("Keep the assistant's message");
  });

  test("arguments that are no JSON, as a cut stream leaves them", () => {
    const cut = [{ ...calls[0], function: { name: "f", arguments: '{"city": "Ro' } }];
    const [note] = notes(
      { role: "assistant", tool_calls: cut },
      { role: "tool", tool_call_id: "call_1", content: "5" },
    );
    expect(note?.path).toBe("messages[0].tool_calls[0].function.arguments");
  });

  test("nothing of a history that is right, or of a body that is none", () => {
    const result = { role: "tool", tool_call_id: "call_1", content: "5" };
    expect(notes(user, { role: "assistant", tool_calls: calls }, result)).toEqual([]);
    for (const body of [undefined, 5, { messages: 5 }, { messages: [null, { tool_calls: [5] }] }])
      expect(notesOn(body)).toEqual([]);
  });

  test("a history of thousands that lost its calls is told of in twenty lines, at once", () => {
    const lost = Array.from({ length: 10_000 }, (_, at) => ({
      role: "tool",
      tool_call_id: `c${at}`,
    }));
    expect(notes(user, ...lost)).toHaveLength(20);
  });
});
