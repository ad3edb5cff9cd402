import {
  AIMessage,
  type BaseMessage,
  ChatMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from "@langchain/core/messages";
import fc from "fast-check";
import { FireworksConfigurationError } from "fireworks-client";
import { expect, test } from "vitest";
import { messagesToWire } from "../src/convert/messages-to-wire.js";
import { lastBody, localModels } from "./local-model.js";
import { foreignKeys } from "./wire-keys.js";

const OMNI = "accounts/fireworks/models/qwen3-omni-30b-a3b-instruct";

const word = fc.constantFrom("", "a", "hi", "https://x.test/a.png", "gs://b/a", "iVBORw0KGgo=");
const anything = fc.oneof(
  word,
  fc.constantFrom(null, undefined, 0, 1.5, true, "image/png", "text/plain", "application/pdf"),
  fc.uint8Array({ maxLength: 20 }),
  fc.dictionary(fc.constantFrom("url", "data", "text", "type", "name", "format", "x"), word),
  fc.array(fc.record({ type: fc.constant("text"), text: word }), { maxLength: 2 }),
);
/** Types we convert, drop, and have never heard of; not `input_audio`, which goes as given. */
const TYPES =
  "text image image_url input_image video video_url audio audio_url media inlineData fileData file " +
  "input_file document text-plain refusal tool_use tool_call function_call functionCall thinking " +
  "reasoning non_standard server_tool_result web_search_call hologram constructor toString";
const KEYS =
  "text url data mimeType mime_type source source_type image_url video_url audio_url file inlineData " +
  "fileData detail max_frames metadata cache_control index id name input args arguments call_id value " +
  "annotations extras filename title content reasoning thinking signature";
const type = fc.constantFrom(...TYPES.split(" "));
const key = fc.constantFrom(...KEYS.split(" "));
const block = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(type, fc.dictionary(key, anything))
      .map(([t, rest]) => ({ ...rest, type: t })),
  },
  { weight: 1, arbitrary: anything },
);
const content = fc.oneof(word, fc.array(block, { maxLength: 4 }));
const extras = fc.dictionary(
  fc.constantFrom("cache_control", "refusal", "tool_calls", "function_call", "audio", "name"),
  anything,
);
const id = fc.constantFrom("c1", "c2", "", undefined);
const call = fc.record({ id, name: fc.constantFrom("f", "g", "", undefined), args: anything });

/** Set after construction: core's constructors would throw at some of it before we see it. */
function withFields<M extends BaseMessage>(message: M, fields: object): M {
  return Object.assign(message, fields);
}

const message: fc.Arbitrary<BaseMessage> = fc.oneof(
  fc.record({ content, additional_kwargs: extras }).map((f) => withFields(new HumanMessage(""), f)),
  fc.record({ content }).map((f) => withFields(new SystemMessage(""), f)),
  fc
    .record({
      content,
      additional_kwargs: extras,
      tool_calls: fc.array(call, { maxLength: 2 }),
      invalid_tool_calls: fc.array(call, { maxLength: 1 }),
    })
    .map((f) => withFields(new AIMessage(""), f)),
  fc
    .record({ content, tool_call_id: id, name: fc.constantFrom("f", undefined) })
    .map((f) => withFields(new ToolMessage({ content: "", tool_call_id: "" }), f)),
  fc
    .record({ content, role: fc.constantFrom("user", "developer", "assistant", "tool", "critic") })
    .map((f) => withFields(new ChatMessage("", "user"), f)),
);

/** The history in Fireworks' words, or undefined when it was refused as it should be. */
function sentOrRefused(messages: BaseMessage[], imageToolMessage: boolean) {
  try {
    return messagesToWire(messages, { imageToolMessage });
  } catch (error) {
    if (!FireworksConfigurationError.isInstance(error)) throw error;
    expect(error.field).toMatch(/^messages\[\d+\]/);
    expect(error.hint).toBeTruthy();
    return undefined;
  }
}

test("A38: no history brings a key the contract does not list, and refusals name their place", () => {
  fc.assert(
    fc.property(
      fc.array(message, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      (messages, flag) => {
        const sent = sentOrRefused(messages, flag);
        expect(foreignKeys(sent ?? [])).toStrictEqual([]);
      },
    ),
    { numRuns: 2000 },
  );
});

test("A38: whatever is not refused before the call, the strict server takes", async () => {
  const { local, model } = localModels();
  const llm = model({ model: OMNI });
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 3 }), async (messages) => {
      const sent = sentOrRefused(messages, true);
      if (sent === undefined) return;
      await llm.invoke(messages, { maxTokens: 1 });
      expect(lastBody(local).messages).toStrictEqual(JSON.parse(JSON.stringify(sent)));
    }),
    { numRuns: 150 },
  );
});
