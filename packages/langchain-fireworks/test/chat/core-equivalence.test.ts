import { AsyncLocalStorage } from "node:async_hooks";
import { BaseCallbackHandler, type NewTokenIndices } from "@langchain/core/callbacks/base";
import { CallbackManager, type Callbacks } from "@langchain/core/callbacks/manager";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import { type AIMessageChunk, HumanMessage } from "@langchain/core/messages";
import { RunnableLambda } from "@langchain/core/runnables";
import { AsyncLocalStorageProviderSingleton } from "@langchain/core/singletons";
import type { IterableReadableStream } from "@langchain/core/utils/stream";
import fc from "fast-check";
import {
  ChatFireworks,
  type ChatFireworksCallOptions,
  type ChatFireworksFields,
} from "langchain-fireworks";
import { describe, expect, test, vi } from "vitest";
import { KEY, MODEL } from "../local-model.js";
import { DONE, event, finishEvent } from "../raw-answers.js";

/** The same model read by core's own generator and stream. */
class ReadByCore extends ChatFireworks {
  override _streamIterator(input: BaseLanguageModelInput, options?: object) {
    return BaseChatModel.prototype._streamIterator.call(
      this,
      input,
      options,
    ) as AsyncGenerator<AIMessageChunk>;
  }

  override async stream(input: BaseLanguageModelInput, options?: object) {
    return BaseChatModel.prototype.stream.call(this, input, options) as Promise<
      IterableReadableStream<AIMessageChunk>
    >;
  }
}

/** An answer that comes in packets of any size. */
function answering(events: string[], packet: number): typeof fetch {
  const bytes = new TextEncoder().encode(events.map((data) => `data: ${data}\n\n`).join(""));
  return async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (sent >= bytes.length) return controller.close();
        controller.enqueue(bytes.slice(sent, (sent += packet)));
      },
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };
}

/** Everything a run tells, in its order. */
class Watcher extends BaseCallbackHandler {
  name = "watcher";
  override awaitHandlers = true;
  readonly told: unknown[] = [];

  override handleChatModelStart(...[model, messages, , parent, extra, tags, metadata, name]: Told) {
    this.told.push({ model, messages: shown(messages), parent, extra, tags, metadata, name });
  }

  override handleLLMNewToken(
    ...[token, at, , parent, , fields]: [
      string,
      NewTokenIndices,
      string,
      string?,
      string[]?,
      object?,
    ]
  ) {
    this.told.push({ token, at, parent, fields: shown(fields) });
  }

  override handleLLMEnd(output: unknown) {
    this.told.push({ end: shown(output) });
  }

  override handleLLMError(error: Error & { code?: string }) {
    this.told.push({ failed: error.name, said: error.message });
  }
}
type Told = Parameters<NonNullable<BaseCallbackHandler["handleChatModelStart"]>>;

const shown = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

interface Case {
  events: string[];
  packet: number;
  fields: Partial<ChatFireworksFields>;
  options: Partial<ChatFireworksCallOptions>;
  /** How the handler is given. */
  given: "array" | "manager" | "model" | "literal" | "none";
}

const RUN_ID = "0198c0de-0000-7000-8000-000000000001";

async function read(Model: typeof ChatFireworks, { events, packet, fields, options, given }: Case) {
  const watcher = new Watcher();
  const literal = Object.fromEntries(
    (["handleChatModelStart", "handleLLMNewToken", "handleLLMEnd", "handleLLMError"] as const).map(
      (name) => [name, (...args: never[]) => (watcher[name] as (...a: never[]) => void)(...args)],
    ),
  );
  const callbacks: Callbacks | undefined =
    given === "array"
      ? [watcher]
      : given === "literal"
        ? [{ ...literal, awaitHandlers: true } as object as Watcher]
        : given === "manager"
          ? CallbackManager.fromHandlers({}).copy([watcher])
          : undefined;
  const llm = new Model({
    model: MODEL,
    apiKey: KEY,
    maxRetries: 0,
    fetch: answering(events, packet),
    ...fields,
    ...(given === "model" && { callbacks: [watcher], tags: ["own"], metadata: { own: 1 } }),
  });
  const chunks: AIMessageChunk[] = [];
  let failure: unknown;
  try {
    for await (const chunk of await llm.stream("go", { ...options, callbacks, runId: RUN_ID })) {
      chunks.push(chunk);
    }
  } catch (error) {
    failure = error;
  }
  const sum = chunks.reduce<AIMessageChunk | undefined>(
    (all, one) => all?.concat(one) ?? one,
    undefined,
  );
  return {
    told: watcher.told,
    chunks: chunks.map(shown),
    sum: shown(sum),
    failure: String(failure),
  };
}

const deltas: fc.Arbitrary<object> = fc.oneof(
  fc.record({ content: fc.string({ unit: "grapheme", maxLength: 8 }) }),
  fc.record({ reasoning_content: fc.string({ maxLength: 8 }) }),
  fc.record({
    tool_calls: fc.tuple(
      fc.record({
        index: fc.nat(1),
        id: fc.option(fc.constant("call_1"), { nil: undefined }),
        function: fc.record({
          name: fc.constantFrom(undefined, "look"),
          arguments: fc.string({ maxLength: 5 }),
        }),
      }),
    ),
  }),
);

const answers = fc
  .record({
    deltas: fc.array(fc.tuple(deltas, fc.nat(1)), { maxLength: 12 }),
    isCut: fc.boolean(),
    hasId: fc.boolean(),
    hasUsage: fc.boolean(),
  })
  .map(({ deltas: pieces, isCut, hasId, hasUsage }) => {
    const id = hasId ? {} : { id: undefined };
    const events = pieces.map(([delta, index]) =>
      event(delta, { ...id, choices: [{ index, delta, finish_reason: null }] }),
    );
    const usage = hasUsage
      ? { usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 } }
      : {};
    const ends = [0, 1].map((index) =>
      finishEvent("stop", {
        ...id,
        ...usage,
        choices: [{ index, delta: {}, finish_reason: "stop" }],
      }),
    );
    return [...events, ...(isCut ? [] : [...ends, DONE])];
  });

const cases: fc.Arbitrary<Case> = fc.record({
  events: answers,
  packet: fc.constantFrom(7, 100, 1_000_000),
  fields: fc.constantFrom(
    {},
    { outputVersion: "v1" as const },
    { n: 2 },
    { includeRawResponse: true },
  ),
  options: fc.constantFrom(
    {},
    { tags: ["t"], metadata: { m: 1 }, runName: "named" },
    { stop: ["x"] },
  ),
  given: fc.constantFrom("array", "manager", "model", "literal", "none"),
});

describe("a stream is the one core itself reads", () => {
  test("chunks, their sum, what callbacks are told and its order, and failures", async () => {
    const property = async (one: Case) => {
      const [ours, cores] = [await read(ChatFireworks, one), await read(ReadByCore, one)];
      // The class's name is the only difference.
      expect(JSON.parse(JSON.stringify(ours))).toStrictEqual(
        JSON.parse(JSON.stringify(cores).replaceAll("ReadByCore", "ChatFireworks")),
      );
    };
    await fc.assert(fc.asyncProperty(cases, property), { numRuns: 60 });
  });
});

const FEW = [event({ content: "a" }), event({ content: "b" }), finishEvent("stop"), DONE];

const fewWords = (fields: Partial<ChatFireworksFields> = {}) =>
  new ChatFireworks({ model: MODEL, apiKey: KEY, fetch: answering(FEW, 1_000), ...fields });

// What LangGraph does when it is loaded.
AsyncLocalStorageProviderSingleton.initializeGlobalInstance(new AsyncLocalStorage());

test("what is called around it lends it its callbacks, in a sequence and in a lambda", async () => {
  const around: [
    string,
    (llm: ChatFireworks) => {
      stream(input: string, options: object): Promise<AsyncIterable<unknown>>;
    },
  ][] = [
    ["sequence", (llm) => RunnableLambda.from((text: string) => text).pipe(llm)],
    ["lambda", (llm) => RunnableLambda.from(async (text: string) => llm.stream(text))],
  ];
  for (const [, make] of around) {
    const watcher = new Watcher();
    const stream = await make(fewWords()).stream("go", { callbacks: [watcher], tags: ["outer"] });
    for await (const _ of stream);
    const [start, ...rest] = watcher.told as { parent?: string; tags?: string[]; token?: string }[];
    expect(start?.parent).toBeTypeOf("string");
    expect(start?.tags).toContain("outer");
    expect(rest.map(({ token }) => token ?? "").join("")).toBe("ab");
    expect(rest.at(-1)).toHaveProperty("end");
  }
});

test("a subclass that reads the chunks differently is heard", async () => {
  class Louder extends ChatFireworks {
    override async *_streamResponseChunks(
      ...args: Parameters<ChatFireworks["_streamResponseChunks"]>
    ) {
      for await (const chunk of super._streamResponseChunks(...args)) {
        chunk.message.content = chunk.text.toUpperCase();
        yield chunk;
      }
    }
  }
  const llm = new Louder({ model: MODEL, apiKey: KEY, fetch: answering(FEW, 1_000) });
  let text = "";
  for await (const chunk of await llm.stream("go")) text += chunk.content as string;
  expect(text).toBe("AB");
});

test("nobody listens: nothing is prepared for a run", async () => {
  const llm = fewWords();
  const asked = vi.spyOn(llm, "toJSON");
  for await (const _ of await llm.stream([new HumanMessage("go")]));
  expect(asked).not.toHaveBeenCalled();
});
