import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { ChatFireworksCallOptions, ChatFireworksFields } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { parametersToWire } from "../../src/settings/parameter-levels.js";
import {
  type FireworksParameters,
  PARAMETER_NAMES,
  WIRE_NAMES,
} from "../../src/settings/parameters.js";
import { failureOf } from "../failure.js";
import { lastBody, localModels, MODEL } from "../local-model.js";

type Sample = readonly [featureRow: string, field: unknown, call: unknown];

/** The feature row of each parameter, and two values that Fireworks takes. */
const SAMPLES: Readonly<Record<keyof FireworksParameters, Sample>> = {
  temperature: ["A3", 0.5, 0],
  maxTokens: ["A3", 100, 7],
  maxCompletionTokens: ["A3", 100, 7],
  topP: ["A3", 0.5, 0],
  topK: ["A4", 40, 0],
  minP: ["A4", 0.5, 0],
  typicalP: ["A4", 0.5, 0],
  frequencyPenalty: ["A5", 1, 0],
  presencePenalty: ["A5", 1, 0],
  repetitionPenalty: ["A4", 1.5, 0],
  mirostatTarget: ["A4", 5, 0],
  mirostatLr: ["A4", 0.5, 0],
  seed: ["A3", 42, 0],
  logitBias: ["A5", { "12": 3 }, {}],
  n: ["A3", 2, 1],
  stop: ["A3", ["a", "b"], "###"],
  ignoreEos: ["A6", true, false],
  logprobs: ["A97", true, false],
  topLogprobs: ["A97", 2, 0],
  echo: ["A6", true, false],
  echoLast: ["A6", 3, 0],
  rawOutput: ["A50", true, false],
  returnTokenIds: ["A50", true, false],
  perfMetricsInResponse: ["A49", true, false],
  responseFormat: ["A79", { type: "json_object" }, { type: "text" }],
  parallelToolCalls: ["A73", true, false],
  reasoningEffort: ["A89", "low", "high"],
  reasoningHistory: ["A91", "disabled", "preserved"],
  thinking: ["A90", { type: "enabled" }, { type: "disabled" }],
  prediction: ["A29", "text", { type: "content", content: "text" }],
  speculation: ["A29", "text", [1, 2]],
  user: ["A15", "ada", ""],
  promptCacheKey: ["A103", "key", ""],
  promptCacheIsolationKey: ["A103", "key", ""],
  serviceTier: ["A14", "priority", "auto"],
  requestMetadata: ["A15", { team: "a" }, {}],
  contextLengthExceededBehavior: ["A6", "error", "truncate"],
  promptTruncateLen: ["A6", 500, 90],
  safeTokenization: ["A6", true, false],
  streamOptions: ["A57", { include_usage: true }, { include_usage: false }],
};

/** Only streams carry `stream_options`, and only whole answers an `n` above 1. */
const STREAM_ONLY = "streamOptions";
const WHOLE_NAMES = PARAMETER_NAMES.filter((name) => name !== STREAM_ONLY);

/** Echoing and log probabilities need each other's values; they are asked for together. */
const COMPANIONS: Partial<Record<keyof FireworksParameters, ChatFireworksFields>> = {
  topLogprobs: { logprobs: true },
};

const as = <T>(name: string, value: unknown): T => ({ [name]: value }) as T;

async function bodyFor(
  fields: Partial<ChatFireworksFields>,
  call: Partial<ChatFireworksCallOptions> = {},
): Promise<ChatCompletionRequest & Record<string, unknown>> {
  const { local, model } = localModels();
  await model(fields).invoke("hello", call);
  return lastBody(local);
}

test("A7: every parameter has two samples in this table", () => {
  expect(Object.keys(SAMPLES)).toStrictEqual(PARAMETER_NAMES);
});

const WHOLE = WHOLE_NAMES.map((name) => [SAMPLES[name][0], name] as const);

describe.each(WHOLE)("%s, A7: %s", (_row, name) => {
  const wireName = WIRE_NAMES[name];
  const [, field, call] = SAMPLES[name];
  const companions = COMPANIONS[name];

  test("is a field, under Fireworks' name, and Fireworks takes it", async () => {
    expect((await bodyFor({ ...companions, ...as(name, field) }))[wireName]).toStrictEqual(field);
  });

  test("is a call option, which wins over the field, falsy or not", async () => {
    const body = await bodyFor({ ...companions, ...as(name, field) }, as(name, call));
    expect(body[wireName]).toStrictEqual(call);
  });

  test("stands on the model under its name", () => {
    expect(Reflect.get(localModels().model(as(name, field)), name)).toStrictEqual(field);
  });

  test("null in the call removes it, and undefined leaves the field in force", async () => {
    const fields = { ...companions, ...as<ChatFireworksFields>(name, field) };
    expect(await bodyFor(fields, as(name, null))).not.toHaveProperty(wireName);
    expect((await bodyFor(fields, as(name, undefined)))[wireName]).toStrictEqual(field);
  });

  test("null or nothing in the constructor leaves it out", async () => {
    expect(await bodyFor(as(name, null))).not.toHaveProperty(wireName);
    expect(await bodyFor({})).not.toHaveProperty(wireName);
  });

  test("can be bound with withConfig", async () => {
    const { local, model } = localModels();
    await model(companions).withConfig(as(name, call)).invoke("hello");
    expect(lastBody(local)[wireName]).toStrictEqual(call);
  });

  // `metadata` is LangChain's own field.
  if (name === "requestMetadata") return;
  test("is read by Fireworks' name as well", async () => {
    const body = await bodyFor({ ...companions, ...as(wireName, field) });
    expect(body[wireName]).toStrictEqual(field);
    const called = await bodyFor({ ...companions, ...as(name, field) }, as(wireName, call));
    expect(called[wireName]).toStrictEqual(call);
  });
});

describe("stream_options", () => {
  const optionsOf = async (
    fields: Partial<ChatFireworksFields>,
    call: Partial<ChatFireworksCallOptions> = {},
  ) => {
    const { local, model } = localModels();
    for await (const chunk of await model(fields).stream("hello", call)) void chunk;
    return lastBody(local).stream_options;
  };

  test("A57: usage is asked for by default", async () => {
    expect(await optionsOf({})).toStrictEqual({ include_usage: true });
  });

  test("A57: streamUsage false asks for nothing, as field and as call", async () => {
    expect(await optionsOf({ streamUsage: false })).toBeUndefined();
    expect(await optionsOf({}, { streamUsage: false })).toBeUndefined();
  });

  test("A57: streamOptions overrides streamUsage, and the call wins", async () => {
    const [on, off] = [{ include_usage: true }, { include_usage: false }];
    expect(await optionsOf({ streamOptions: on, streamUsage: false })).toStrictEqual(on);
    expect(await optionsOf({ streamOptions: on }, { streamOptions: off })).toStrictEqual(off);
    expect(await optionsOf({}, { stream_options: off })).toStrictEqual(off);
  });

  test("is not sent with a whole answer", async () => {
    const { local, model } = localModels();
    await model({ streamOptions: { include_usage: true } }).invoke("hello");
    expect(lastBody(local)).not.toHaveProperty("stream_options");
  });
});

test.each([0, 1, 5])(
  "A97: logprobs may be the number %i, Fireworks' older form",
  async (logprobs) => {
    expect((await bodyFor({ logprobs })).logprobs).toBe(logprobs);
    expect((await bodyFor({}, { logprobs })).logprobs).toBe(logprobs);
  },
);

describe("spellings", () => {
  test("stopSequences is an alias of stop", async () => {
    expect((await bodyFor({ stopSequences: ["x"] })).stop).toStrictEqual(["x"]);
  });

  test("an empty list of stops is left out", async () => {
    expect(await bodyFor({ stop: ["x"] }, { stop: [] })).not.toHaveProperty("stop");
  });

  test("thinking's budget is budget_tokens on the wire, from either spelling", async () => {
    const wire = { type: "enabled", budget_tokens: 2048 };
    expect((await bodyFor({ thinking: { type: "enabled", budgetTokens: 2048 } })).thinking) //
      .toStrictEqual(wire);
    expect((await bodyFor({ thinking: wire as never })).thinking).toStrictEqual(wire);
  });

  test("`metadata` is LangChain's and never reaches the wire", async () => {
    const body = await bodyFor({ metadata: { run: "1" } }, { metadata: { run: "2" } });
    expect(body).not.toHaveProperty("metadata");
  });

  test("a field object is not changed by the constructor", () => {
    const fields = Object.freeze({ temperature: 0, stopSequences: ["x"] });
    expect(() => localModels().model(fields)).not.toThrow();
  });
});

describe("A8: modelKwargs", () => {
  test("carries fields this version does not know", async () => {
    const extra = { sampling_mask: { a: 1 } };
    expect(await bodyFor({ modelKwargs: extra })).toMatchObject(extra);
    expect(await bodyFor({}, { modelKwargs: extra })).toMatchObject(extra);
  });

  test("ranks call, call's extra, field, field's extra", () => {
    const at = (value: number) => ({ temperature: value });
    const extra = (value: number) => ({ modelKwargs: { temperature: value } });
    const levels = { ...at(0.3), ...extra(0.4) };
    expect(parametersToWire(levels, { ...at(0.1), ...extra(0.2) })).toStrictEqual(at(0.1));
    expect(parametersToWire(levels, extra(0.2))).toStrictEqual(at(0.2));
    expect(parametersToWire(levels, {})).toStrictEqual(at(0.3));
    expect(parametersToWire(extra(0.4), {})).toStrictEqual(at(0.4));
  });

  test("null in the call removes what an extra had set", () => {
    expect(parametersToWire({ modelKwargs: { seed: 1 } }, { seed: null })).toStrictEqual({});
  });

  test("an extra without a value leaves the weaker level in force", () => {
    const call = { modelKwargs: { seed: undefined } };
    expect(parametersToWire({ seed: 1 }, call)).toStrictEqual({ seed: 1 });
  });

  test("cannot name another model or other messages", async () => {
    const modelKwargs = { model: "other", messages: [] };
    const sent = await bodyFor({ modelKwargs }, { modelKwargs });
    expect(sent.model).toBe(MODEL);
    expect(sent.messages).toHaveLength(1);
  });
});

const PAIRS = [
  ["maxTokens", 10, "maxCompletionTokens", 20],
  ["thinking", { type: "enabled" }, "reasoningEffort", "low"],
] as const;

describe.each(PAIRS)("A16: %s %o and %s %o", (left, leftValue, right, rightValue) => {
  const both = { [left]: leftValue, [right]: rightValue };

  test("are refused together in the constructor's and in a call's level, before any request", async () => {
    const { local, model } = localModels();
    const inCall = await failureOf(() => model().invoke("hi", both));
    expect(inCall).toMatchObject({
      name: "FireworksConfigurationError",
      field: right,
      code: "exclusive_parameters",
    });
    const inFields = await failureOf(() => model(both).invoke("hi"));
    expect(inFields).toMatchObject({ name: "FireworksConfigurationError", field: right });
    expect(local.requests).toStrictEqual([]);
  });

  test("one of them in a call drops the other of the constructor", async () => {
    const swapped = await bodyFor(as(left, leftValue), as(right, rightValue));
    expect(swapped).not.toHaveProperty(WIRE_NAMES[left]);
    expect(swapped[WIRE_NAMES[right]]).toStrictEqual(rightValue);
    const back = await bodyFor(as(right, rightValue), as(left, leftValue));
    expect(back).not.toHaveProperty(WIRE_NAMES[right]);
    expect(back[WIRE_NAMES[left]]).toStrictEqual(leftValue);
  });

  test("one of them drops the other of a weaker level's modelKwargs, and the reverse", () => {
    const [named, extra] = [
      { [left]: leftValue },
      { modelKwargs: { [WIRE_NAMES[right]]: rightValue } },
    ];
    const [namedBody, extraBody] = [parametersToWire(named, {}), parametersToWire(extra, {})];
    expect(parametersToWire(extra, named)).toStrictEqual(namedBody);
    expect(parametersToWire({ ...extra, ...named }, {})).toStrictEqual(namedBody);
    expect(parametersToWire(named, extra)).toStrictEqual(extraBody);
  });
});
