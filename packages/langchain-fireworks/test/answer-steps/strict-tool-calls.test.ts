import type { AIMessageChunk } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { concat } from "@langchain/core/utils/stream";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { ChatCompletionChunk } from "fireworks-client/wire";
import { strictToolCalls } from "../../src/answer-steps/strict-tool-calls.js";
import { collect } from "../failure.js";
import { lastBody, localModels } from "../local-model.js";
import { DONE, event, finishEvent } from "../raw-answers.js";

const find = vi.fn<
  (input: { query: string; limit?: number | undefined; tag: string | null }) => string
>(() => "found");
/** `limit` may be left out; `tag` is there and may be null. */
const findTool = tool(find, {
  name: "find",
  description: "Finds.",
  schema: z.object({ query: z.string(), limit: z.number().optional(), tag: z.string().nullable() }),
});
/** Nothing here may be left out. */
const PLAIN = {
  type: "object",
  properties: { query: { type: "string" }, tag: { type: ["string", "null"] } },
  required: ["query"],
};
const FILLED = '{"query":"x","limit":null,"tag":null}';
const CLEAN = { query: "x", tag: null };

const pieces = (name: string | null, args: string[]): unknown[] => [
  { tool_calls: [{ index: 0, id: "a", function: { name, arguments: "" } }] },
  ...args.map((part) => ({ tool_calls: [{ index: 0, function: { arguments: part } }] })),
];

function answered(args: string, streaming = false) {
  const call = { index: 0, id: "a", type: "function", function: { name: "find", arguments: args } };
  const choice = {
    index: 0,
    message: { role: "assistant", content: null, tool_calls: [call] },
    finish_reason: "tool_calls",
  };
  const body = {
    id: "chat-1",
    object: "chat.completion",
    created: 1,
    model: "served-model",
    choices: [choice],
  };
  const rawEvents = [
    ...pieces("find", args.match(/[^]{1,7}/g) ?? []).map((delta) => event(delta)),
    finishEvent("tool_calls"),
    DONE,
  ];
  const faults = [
    { match: { stream: true }, fault: { rawEvents } },
    { fault: { status: 200, body } },
  ];
  return localModels({ faults }).model({ streaming });
}

const sumOf = async (
  chunks: AsyncIterable<AIMessageChunk> | Promise<AsyncIterable<AIMessageChunk>>,
) => (await collect(chunks)).reduce((left, right) => concat(left, right));

describe("A72: the null a model fills in for an optional property of a strict tool", () => {
  test("never reaches the tool", async () => {
    const llm = answered(FILLED).bindTools([findTool], { strict: true });
    const { tool_calls: calls } = await llm.invoke("go");
    expect(calls).toMatchObject([{ id: "a", name: "find", args: CLEAN }]);
    expect(calls?.[0]?.args).toStrictEqual(CLEAN);
    const result = await findTool.invoke(calls?.[0] as never);
    expect(result).toMatchObject({ content: "found" });
  });

  test("is gone on stream, on invoke that streams, and in native events", async () => {
    const sum = await sumOf(answered(FILLED).bindTools([findTool], { strict: true }).stream("go"));
    expect(sum.tool_calls?.[0]?.args).toStrictEqual(CLEAN);
    const inside = await answered(FILLED, true)
      .bindTools([findTool], { strict: true })
      .invoke("go");
    expect(inside.tool_calls?.[0]?.args).toStrictEqual(CLEAN);
    const native = await answered(FILLED).streamEvents("go", { tools: [findTool], strict: true })
      .output;
    expect(native.tool_calls?.[0]?.args).toStrictEqual(CLEAN);
  });

  test("is gone with strict on the tool, and on the model", async () => {
    const parameters = z.toJSONSchema(findTool.schema as z.ZodType);
    const own = { type: "function", function: { name: "find", parameters, strict: true } };
    const [first] = (await answered(FILLED).bindTools([own]).invoke("go")).tool_calls ?? [];
    expect(first?.args).toStrictEqual(CLEAN);
    const model = answered(FILLED);
    model.strict = true;
    const [second] = (await model.bindTools([findTool]).invoke("go")).tool_calls ?? [];
    expect(second?.args).toStrictEqual(CLEAN);
  });

  test("stays where the tool is not strict", async () => {
    const message = await answered(FILLED).bindTools([findTool]).invoke("go");
    expect(message.tool_calls?.[0]?.args).toStrictEqual({ ...CLEAN, limit: null });
  });

  test("holds back only what may hold one: other tools' arguments stream as they come", async () => {
    const plain = {
      type: "function",
      function: { name: "find", parameters: PLAIN, strict: true },
    };
    const slices = async (given: object) =>
      (
        await collect(
          answered(FILLED)
            .bindTools([given as never], { strict: true })
            .stream("go"),
        )
      )
        .flatMap((chunk) => chunk.tool_call_chunks ?? [])
        .map(({ args }) => args)
        .filter((args) => args !== "");
    expect(await slices(plain)).toStrictEqual(FILLED.match(/[^]{1,7}/g));
    expect(await slices(findTool)).toStrictEqual([JSON.stringify(CLEAN)]);
  });

  test("is gone before the finish reason is told", () => {
    const parameters = { type: "object", properties: { limit: { type: "number" } } };
    const find = { name: "find", parameters, strict: true };
    const reader = strictToolCalls([{ type: "function", function: find }])?.open();
    const chunk = (delta: object, finish_reason: string | null = null): ChatCompletionChunk => ({
      id: "chat-1",
      object: "chat.completion.chunk",
      created: 1,
      model: "m",
      choices: [{ index: 0, delta, finish_reason }],
    });
    const call = { index: 0, id: "a", function: { name: "find", arguments: '{"limit":null}' } };
    const started = reader?.push(chunk({ tool_calls: [call] }));
    expect(started?.[0]?.choices?.[0]?.delta.tool_calls?.[0]?.function?.arguments).toBe("");
    const finished = reader?.push(chunk({}, "tool_calls"));
    expect(finished?.[0]?.choices?.[0]?.delta.tool_calls?.[0]?.function?.arguments).toBe("{}");
    expect(reader?.end()).toStrictEqual([]);
  });

  test("arguments that cannot be read are shown as they came", async () => {
    const message = await answered('{"query":"x","limit":nu')
      .bindTools([findTool], { strict: true })
      .invoke("go");
    expect(message.invalid_tool_calls).toMatchObject([{ args: '{"query":"x","limit":nu' }]);
  });

  test("strict tools are sent closed, with every property required", async () => {
    const { local, model } = localModels();
    await model().bindTools([findTool], { strict: true }).invoke("find x");
    expect(lastBody(local).tools?.[0]?.function).toMatchObject({
      strict: true,
      parameters: {
        required: ["query", "limit", "tag"],
        additionalProperties: false,
        properties: { limit: { type: ["number", "null"] } },
      },
    });
  });
});
