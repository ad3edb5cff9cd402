import {
  AIMessage,
  AIMessageChunk,
  type BaseMessage,
  ChatMessage,
  FunctionMessage,
  HumanMessage,
  RemoveMessage,
  SystemMessage,
  ToolMessage,
} from "@langchain/core/messages";
import fc from "fast-check";

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

/** A message of any class with anything in it; not what core itself refuses to build. */
export const message: fc.Arbitrary<BaseMessage> = fc.oneof(
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
    .record({ content, tool_calls: fc.array(call, { maxLength: 2 }) })
    .map((f) => withFields(new AIMessageChunk(""), f)),
  fc
    .record({ content, name: fc.constantFrom("f", "") })
    .map((f) => withFields(new FunctionMessage({ content: "", name: "f" }), f)),
  fc.record({ content }).map((f) => withFields(new RemoveMessage({ id: "r" }), f)),
  fc
    .record({
      content,
      tool_calls: fc.array(call, { maxLength: 2 }),
      additional_kwargs: extras,
      response_metadata: fc.record({
        output_version: fc.constantFrom("v1", "v0", undefined),
        model_provider: fc.constantFrom(
          "openai",
          "anthropic",
          "google-genai",
          "hologram",
          undefined,
        ),
      }),
    })
    .map((f) => withFields(new AIMessage(""), f)),
  fc
    .record({ content, role: fc.constantFrom("user", "developer", "assistant", "tool", "critic") })
    .map((f) => withFields(new ChatMessage("", "user"), f)),
);

const role = fc.constantFrom(
  "user",
  "human",
  "assistant",
  "ai",
  "system",
  "developer",
  "tool",
  "function",
);

/** What core takes in place of a message: a dict, a pair, a text. */
export const messageLike: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: message },
  {
    weight: 2,
    arbitrary: fc.record(
      { role, content, tool_call_id: id, tool_calls: fc.array(call, { maxLength: 1 }), name: word },
      { requiredKeys: ["role", "content"] },
    ),
  },
  { weight: 1, arbitrary: fc.tuple(role, content) },
  { weight: 1, arbitrary: word },
);
