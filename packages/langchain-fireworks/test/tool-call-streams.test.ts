import type { AIMessage, AIMessageChunk } from "@langchain/core/messages";
import { concat } from "@langchain/core/utils/stream";
import { beforeAll, describe, expect, test } from "vitest";
import { generatedToolCallId } from "fireworks-client";
import { collect } from "./failure.js";
import { localModels } from "./local-model.js";
import { DONE, event, finishEvent } from "./raw-answers.js";

interface Case {
  /** The deltas of one stream, each of them one chunk. */
  deltas: unknown[];
  /** The same calls as a server that does not stream writes them. */
  whole: unknown[];
  calls: unknown[];
  invalid?: unknown[];
  text?: string;
}

const ROME = '{"city":"Rome"}';
const made = (place: number): string => generatedToolCallId("chat-1", place);

const piece = (index: unknown, id: unknown, name: unknown, args: unknown): unknown => ({
  tool_calls: [{ index, id, type: "function", function: { name, arguments: args } }],
});
const whole = (id: unknown, name: unknown, args: unknown): unknown => ({
  id,
  type: "function",
  function: { name, arguments: args },
});
const call = (id: string, name: string, args: unknown): unknown => ({
  type: "tool_call",
  id,
  name,
  args,
});

const weather = {
  whole: [whole("a", "weather", ROME)],
  calls: [call("a", "weather", { city: "Rome" })],
};
const two = {
  whole: [whole("a", "weather", ROME), whole("b", "time", '{"zone":"CET"}')],
  calls: [call("a", "weather", { city: "Rome" }), call("b", "time", { zone: "CET" })],
};
const now = { whole: [whole("a", "now", "")], calls: [call("a", "now", {})] };

/** Issue point 3, users-ask C3 and D12, and what other clients' tests stream. */
const CASES: Record<string, Case> = {
  "in pieces": {
    ...weather,
    deltas: [
      piece(0, "a", "weather", ""),
      piece(0, null, null, '{"city":'),
      piece(0, null, null, '"Rome"}'),
    ],
  },
  "a late name": { ...weather, deltas: [piece(0, "a", null, ""), piece(0, null, "weather", ROME)] },
  "a late id": {
    ...weather,
    deltas: [piece(0, "", "weather", '{"city":'), piece(0, "a", "", '"Rome"}')],
  },
  "the name in each piece": {
    ...weather,
    deltas: [
      piece(0, "a", "weather", '{"city":'),
      piece(0, null, "weather", '"Ro'),
      piece(0, null, "weather", 'me"}'),
    ],
  },
  "name and id in each piece": {
    ...weather,
    deltas: [piece(0, "a", "weather", '{"city":'), piece(0, "a", "weather", '"Rome"}')],
  },
  "no id at all": {
    deltas: [piece(0, null, "weather", ROME)],
    whole: [whole(null, "weather", ROME)],
    calls: [call(made(0), "weather", { city: "Rome" })],
  },
  "empty ids of two calls": {
    deltas: [piece(0, "", "weather", ROME), piece(1, "", "now", "{}")],
    whole: [whole("", "weather", ROME), whole("", "now", "{}")],
    calls: [call(made(0), "weather", { city: "Rome" }), call(made(1), "now", {})],
  },
  "one id for two calls": {
    deltas: [piece(0, "a", "weather", ROME), piece(1, "a", "now", "{}")],
    whole: [whole("a", "weather", ROME), whole("a", "now", "{}")],
    calls: [call("a", "weather", { city: "Rome" }), call(made(1), "now", {})],
  },
  "no index": {
    ...weather,
    deltas: [piece(undefined, "a", "weather", '{"city":'), piece(undefined, null, null, '"Rome"}')],
  },
  "an index from one": {
    ...two,
    deltas: [piece(1, "a", "weather", ROME), piece(2, "b", "time", '{"zone":"CET"}')],
  },
  "far indices": {
    ...two,
    deltas: [piece(3, "a", "weather", ROME), piece(9, "b", "time", '{"zone":"CET"}')],
  },
  "one index for all calls": {
    ...two,
    deltas: [
      piece(0, "a", "weather", ROME),
      piece(0, "b", "time", '{"zone":'),
      piece(0, null, null, '"CET"}'),
    ],
  },
  "a whole call in one chunk": { ...weather, deltas: [piece(0, "a", "weather", ROME)] },
  "two whole calls in one chunk": {
    ...two,
    deltas: [
      {
        tool_calls: [
          { index: 0, ...(two.whole[0] as object) },
          { index: 1, ...(two.whole[1] as object) },
        ],
      },
    ],
  },
  "interleaved pieces": {
    ...two,
    deltas: [
      piece(0, "a", "weather", '{"city":'),
      piece(1, "b", "time", '{"zo'),
      piece(0, null, null, '"Rome"}'),
      piece(1, null, null, 'ne":"CET"}'),
    ],
  },
  "a trailing empty piece": {
    ...weather,
    deltas: [piece(0, "a", "weather", ROME), piece(0, "", "", "")],
  },
  "a trailing empty piece of another call": {
    ...weather,
    deltas: [piece(0, "a", "weather", ROME), piece(1, null, null, null)],
  },
  "a trailing repetition of the whole call": {
    ...weather,
    deltas: [
      piece(0, "a", "weather", '{"city":'),
      piece(0, null, null, '"Rome"}'),
      piece(0, "a", "weather", ROME),
    ],
  },
  "no arguments": { ...now, deltas: [piece(0, "a", "now", undefined)] },
  "empty arguments": { ...now, deltas: [piece(0, "a", "now", ""), piece(0, null, null, "")] },
  "blank arguments": {
    ...now,
    whole: [whole("a", "now", " ")],
    deltas: [piece(0, "a", "now", " ")],
  },
  "null arguments": {
    ...now,
    whole: [whole("a", "now", null)],
    deltas: [piece(0, "a", "now", null)],
  },
  "arguments that say null": {
    ...now,
    whole: [whole("a", "now", "null")],
    deltas: [piece(0, "a", "now", "null")],
  },
  "arguments as an object": {
    ...weather,
    whole: [whole("a", "weather", { city: "Rome" })],
    deltas: [piece(0, "a", "weather", { city: "Rome" })],
  },
  "an empty object before the arguments": {
    ...weather,
    deltas: [piece(0, "a", "weather", {}), piece(0, null, null, ROME)],
  },
  "arguments as a text in the text": {
    ...weather,
    whole: [whole("a", "weather", JSON.stringify(ROME))],
    deltas: [
      piece(0, "a", "weather", JSON.stringify(ROME).slice(0, 5)),
      piece(0, null, null, JSON.stringify(ROME).slice(5)),
    ],
  },
  "a marker in the name": {
    ...weather,
    whole: [whole("a", "weather<|channel|>commentary", ROME)],
    deltas: [piece(0, "a", "weather<|channel|>commentary", ROME)],
  },
  "text before and after": {
    ...weather,
    text: "Let me see. So.",
    deltas: [
      { content: "Let me " },
      { content: "see." },
      piece(0, "a", "weather", ROME),
      { content: " So." },
    ],
  },
  "broken arguments": {
    deltas: [piece(0, "a", "weather", '{"city":'), piece(0, null, null, '"Ro')],
    whole: [whole("a", "weather", '{"city":"Ro')],
    calls: [],
    invalid: [
      {
        type: "invalid_tool_call",
        id: "a",
        name: "weather",
        args: '{"city":"Ro',
        error: expect.stringContaining("JSON"),
      },
    ],
  },
  "no name": {
    deltas: [piece(0, "a", null, ROME)],
    whole: [whole("a", null, ROME)],
    calls: [],
    invalid: [
      {
        type: "invalid_tool_call",
        id: "a",
        name: "",
        args: ROME,
        error: "The call names no tool.",
      },
    ],
  },
};

/** What the answer is for a program, whichever way it was fetched. */
const meaning = (message: AIMessage | AIMessageChunk) => ({
  id: message.id,
  content: message.content,
  tool_calls: message.tool_calls,
  invalid_tool_calls: message.invalid_tool_calls,
  additional_kwargs: message.additional_kwargs,
  response_metadata: message.response_metadata,
  usage_metadata: message.usage_metadata,
});

const USAGE = { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 };

function modelFor({ deltas, whole, text }: Case, streaming: boolean) {
  const answer = {
    id: "chat-1",
    object: "chat.completion",
    created: 1_700_000_000,
    model: "served-model",
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: text ?? null, tool_calls: whole },
        finish_reason: "tool_calls",
      },
    ],
    usage: USAGE,
  };
  const rawEvents = [
    event({ role: "assistant" }),
    ...deltas.map((delta) => event(delta)),
    finishEvent("tool_calls", { usage: USAGE }),
    DONE,
  ];
  const { model } = localModels({
    faults: [
      { match: { stream: true }, fault: { rawEvents } },
      { fault: { status: 200, body: answer } },
    ],
  });
  return model({ streaming });
}

describe.each(Object.entries(CASES))("A58: %s", (_, given) => {
  let invoked: ReturnType<typeof meaning>;
  beforeAll(async () => {
    invoked = meaning(await modelFor(given, false).invoke("go"));
  });

  test("is read on invoke", () => {
    expect(invoked).toMatchObject({
      content: given.text ?? "",
      tool_calls: given.calls,
      invalid_tool_calls: given.invalid ?? [],
    });
  });

  test("is the same message on stream, chunk by chunk added up", async () => {
    const chunks = await collect(modelFor(given, false).stream("go"));
    const sum = chunks.reduce((left, right) => concat(left, right));
    expect(meaning(sum)).toStrictEqual(invoked);
  });

  test("is the same message on invoke that streams inside", async () => {
    expect(meaning(await modelFor(given, true).invoke("go"))).toStrictEqual(invoked);
  });

  test("is the same message in native stream events", async () => {
    const message = await modelFor(given, false).streamEvents("go").output;
    expect(message.tool_calls).toStrictEqual(invoked.tool_calls);
    // Core's assembler leaves calls that cannot be read among the content blocks.
    const blocks = (message.content as { type: string }[]).filter(
      ({ type }) => type === "invalid_tool_call",
    );
    expect(blocks).toStrictEqual(invoked.invalid_tool_calls);
    expect(message.text).toBe(invoked.content);
  });
});
