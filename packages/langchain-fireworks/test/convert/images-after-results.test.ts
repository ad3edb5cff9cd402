import type { ChatMessage } from "fireworks-client/wire";
import { describe, expect, test } from "vitest";
import { imagesAfterResults } from "../../src/convert/images-after-results.js";

const image = (name: string) => ({
  type: "image_url" as const,
  image_url: { url: `https://x.test/${name}` },
});
const text = (value: string) => ({ type: "text" as const, text: value });
const result = (id: string, content: ChatMessage["content"]): ChatMessage => ({
  role: "tool",
  content: content ?? "",
  tool_call_id: id,
});
const user: ChatMessage = { role: "user", content: "next" };
const assistant: ChatMessage = { role: "assistant", content: "ok" };

describe("A39: images of tool results, for models that read them in user messages only", () => {
  test("follow all results of the turn in one user message, each said whose it is", () => {
    expect(
      imagesAfterResults([
        result("c1", [text("a chart"), image("1")]),
        result("c2", "plain"),
        result("c3", [image("3"), image("4")]),
        assistant,
      ]),
    ).toStrictEqual([
      result("c1", "a chart"),
      result("c2", "plain"),
      result("c3", "The result is shown in the next message."),
      {
        role: "user",
        content: [
          text("Shown by the tool call c1:"),
          image("1"),
          text("Shown by the tool call c3:"),
          image("3"),
          image("4"),
        ],
      },
      assistant,
    ]);
  });

  test("join the user message that follows, since turns must alternate", () => {
    const [, joined] = imagesAfterResults([result("c1", [image("1")]), user]);
    expect(joined?.content).toStrictEqual([
      text("Shown by the tool call c1:"),
      image("1"),
      text("next"),
    ]);
    const parts: ChatMessage = { role: "user", content: [image("own")] };
    expect(imagesAfterResults([result("c1", [image("1")]), parts])[1]?.content).toStrictEqual([
      text("Shown by the tool call c1:"),
      image("1"),
      image("own"),
    ]);
  });

  test("end the history when the results do", () => {
    const sent = imagesAfterResults([assistant, result("c1", [image("1")])]);
    expect(sent.map(({ role }) => role)).toStrictEqual(["assistant", "tool", "user"]);
  });

  test("nothing changes without images in results", () => {
    const history = [user, assistant, result("c1", [text("a"), text("b")]), user];
    expect(imagesAfterResults(history)).toStrictEqual(history);
  });
});
