import { readdirSync, readFileSync } from "node:fs";
import { type BaseMessage, mapStoredMessagesToChatMessages } from "@langchain/core/messages";
import type { ChatMessage } from "fireworks-client/wire";
import { describe, expect, test } from "vitest";
import { lastBody, localModels } from "./local-model.js";
import { foreignKeys } from "./wire-keys.js";

const FOLDER = new URL("fixtures/histories/", import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));

type Stored = Parameters<typeof mapStoredMessagesToChatMessages>[0];

function load(file: string): BaseMessage[] {
  const stored = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as Stored;
  return mapStoredMessagesToChatMessages(stored);
}

/** Sends the history to the strict local server and gives the messages it accepted. */
async function accepted(messages: unknown) {
  const { local, model } = localModels();
  await model().invoke(messages as BaseMessage[]);
  return lastBody(local).messages;
}

const textOf = ({ content }: ChatMessage): string =>
  typeof content === "string"
    ? content
    : (content ?? []).map((part) => (part.type === "text" ? part.text : "")).join("");

const imagesOf = ({ content }: ChatMessage) =>
  Array.isArray(content) ? content.filter((part) => part.type === "image_url") : [];

test("there are histories of seven classes, each whole and streamed, in v0 and v1", () => {
  expect(FILES.length).toBe(28);
});

describe.each(FILES)("A42: %s", (file) => {
  test("reaches the strict server with its meaning", async () => {
    const sent = await accepted(load(file));
    expect(sent.map(({ role }) => role)).toStrictEqual([
      "system",
      "user",
      "assistant",
      "tool",
      "tool",
      "assistant",
      "user",
    ]);
    const [system, question, calling, paris, rome, answer, next] = sent as [
      ChatMessage,
      ChatMessage,
      ChatMessage & { role: "assistant" },
      ChatMessage & { role: "tool" },
      ChatMessage & { role: "tool" },
      ChatMessage & { role: "assistant" },
      ChatMessage,
    ];
    expect(system.content).toBe("Be brief.");
    expect(textOf(question)).toBe("Which is warmer?");
    expect(imagesOf(question)).toMatchObject([
      { image_url: { url: expect.stringMatching(/^data:image\/png;base64,iVBORw0/) as string } },
    ]);
    expect(calling.tool_calls?.map((call) => call.function)).toStrictEqual([
      { name: "get_weather", arguments: '{"city":"Paris"}' },
      { name: "get_weather", arguments: '{"city":"Rome"}' },
    ]);
    expect([paris.tool_call_id, rome.tool_call_id]).toStrictEqual(
      calling.tool_calls?.map(({ id }) => id),
    );
    expect([paris.content, rome.content]).toStrictEqual(["20", "25"]);
    expect(textOf(answer)).toMatch(/^Paris has 20 degrees and Rome 25\./);
    expect(answer.tool_calls).toBeUndefined();
    expect(next.content).toBe("And tomorrow?");
  });

  test("A94: carries no other vendor's reasoning and no key but the contract's", async () => {
    const sent = await accepted(load(file));
    const written = JSON.stringify(sent);
    expect(written).not.toContain("Two cities, so two calls.");
    expect(written).not.toMatch(/SIGN|REDACTED|ENC|cache_control|signature|print\(20/);
    expect(foreignKeys(sent)).toStrictEqual([]);
  });

  test("is sent the same when it went through JSON as constructors", async () => {
    const messages = load(file);
    const again: unknown = JSON.parse(JSON.stringify(messages));
    expect(await accepted(again)).toStrictEqual(await accepted(messages));
  });
});

test("a picture in Google's answer stays a picture", async () => {
  const sent = await accepted(load("google-v0-whole.json"));
  expect(imagesOf(sent[5] as ChatMessage)).toHaveLength(1);
});

test("a refusal of OpenAI's Responses stays readable in v1", async () => {
  const sent = await accepted(load("openai-responses-v1-whole.json"));
  expect(textOf(sent[5] as ChatMessage)).toContain("I cannot say more.");
});
