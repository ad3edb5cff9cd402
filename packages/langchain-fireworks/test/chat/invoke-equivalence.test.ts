import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { InMemoryCache } from "@langchain/core/caches";
import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { AIMessageChunk } from "@langchain/core/messages";
import { ChatPromptValue } from "@langchain/core/prompt_values";
import fc from "fast-check";
import {
  ChatFireworks,
  type ChatFireworksCallOptions,
  type ChatFireworksFields,
} from "langchain-fireworks";
import { expect, test } from "vitest";
import { KEY, MODEL } from "../local-model.js";

/** The same model invoked by core's own way. */
class InvokedByCore extends ChatFireworks {
  override async invoke(input: BaseLanguageModelInput, options?: object) {
    return BaseChatModel.prototype.invoke.call(this, input, options) as Promise<AIMessageChunk>;
  }
}

class Watcher extends BaseCallbackHandler {
  name = "watcher";
  override awaitHandlers = true;
  readonly told: unknown[] = [];
  override handleChatModelStart(...[, , , , extra, tags, metadata]: Told) {
    this.told.push({ extra, tags, metadata });
  }
  override handleLLMEnd(output: unknown) {
    this.told.push({ end: output });
  }
  override handleLLMError(error: Error) {
    this.told.push({ failed: error.name });
  }
}
type Told = Parameters<NonNullable<BaseCallbackHandler["handleChatModelStart"]>>;

interface Case {
  choices: object[];
  more: object;
  status: number;
  fields: Partial<ChatFireworksFields>;
  options: Partial<ChatFireworksCallOptions>;
  input: BaseLanguageModelInput;
  isHeard: boolean;
}

async function invoke(Model: typeof ChatFireworks, one: Case) {
  const sent: unknown[] = [];
  const watcher = new Watcher();
  const body = { id: "chatcmpl-1", object: "chat.completion", created: 1, model: MODEL };
  const llm = new Model({
    model: MODEL,
    apiKey: KEY,
    maxRetries: 0,
    fetch: async (_, init) => {
      sent.push(init?.body);
      return Response.json({ ...body, choices: one.choices, ...one.more }, { status: one.status });
    },
    ...one.fields,
  });
  const runId = "0198c0de-0000-7000-8000-000000000001";
  const options = { ...one.options, runId, ...(one.isHeard && { callbacks: [watcher] }) };
  const outcomes: unknown[] = [];
  for (const _ of [1, 2]) {
    try {
      const message = await llm.invoke(one.input, options);
      outcomes.push(message, message?.constructor.name, message?.usage_metadata);
    } catch (error) {
      outcomes.push(String(error), Reflect.get(error as object, "lc_error_code"));
    }
  }
  return JSON.parse(JSON.stringify({ sent, outcomes, told: watcher.told })) as unknown;
}

const choices = fc.array(
  fc.record({
    index: fc.constantFrom(0, 1, undefined),
    message: fc.record({
      role: fc.constant("assistant"),
      content: fc.option(fc.string({ maxLength: 6 })),
      reasoning_content: fc.option(fc.string({ maxLength: 4 }), { nil: undefined }),
      tool_calls: fc.constantFrom(
        undefined,
        [{ id: "c", type: "function", function: { name: "look", arguments: '{"a":1}' } }],
        [{ id: "c", type: "function", function: { name: "look", arguments: '{"a"' } }],
      ),
    }),
    finish_reason: fc.constantFrom("stop", "length", "tool_calls", null),
  }),
  { maxLength: 3 },
);

const cases: fc.Arbitrary<Case> = fc.record({
  choices,
  more: fc.constantFrom(
    {},
    { id: undefined },
    { usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 } },
  ),
  status: fc.constantFrom(200, 200, 200, 400, 503),
  fields: fc.constantFrom(
    {},
    { temperature: 0.5, stop: ["x"] },
    { outputVersion: "v1" as const },
    { n: 2 },
    { includeRawResponse: true, includeResponseHeaders: true },
    { cache: new InMemoryCache() },
    { sessionId: "one" },
  ),
  options: fc.constantFrom(
    {},
    { tags: ["t"], metadata: { m: 1 } },
    { stop: ["y"], maxTokens: 5 },
    { outputVersion: "v1" as const },
    { signal: new AbortController().signal },
    { signal: AbortSignal.abort() },
    { timeout: 60_000 },
  ),
  input: fc.constantFrom<BaseLanguageModelInput[]>(
    "go",
    [["human", "go"]],
    [],
    new ChatPromptValue({ messages: [{ role: "user", content: "go" } as never] }),
  ),
  isHeard: fc.boolean(),
});

test("an invoke is the one core itself makes: the message, what is sent, told and thrown", async () => {
  const property = async (one: Case) => {
    const fields = () => ({
      ...one.fields,
      ...(one.fields.cache && { cache: new InMemoryCache() }),
    });
    const [ours, cores] = [
      await invoke(ChatFireworks, { ...one, fields: fields() }),
      await invoke(InvokedByCore, { ...one, fields: fields() }),
    ];
    expect(ours).toStrictEqual(cores);
  };
  await fc.assert(fc.asyncProperty(cases, property), { numRuns: 150 });
});

test("a subclass that generates differently is heard", async () => {
  class Louder extends ChatFireworks {
    override async _generate(...args: Parameters<ChatFireworks["_generate"]>) {
      const result = await super._generate(...args);
      for (const { message } of result.generations) message.content = message.text.toUpperCase();
      return result;
    }
  }
  const choice = { index: 0, message: { role: "assistant", content: "soft" } };
  const fetch = async () => Response.json({ id: "x", model: MODEL, choices: [choice] });
  const llm = new Louder({ model: MODEL, apiKey: KEY, fetch });
  expect((await llm.invoke("go")).text).toBe("SOFT");
});
