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
import { PARAMETER_SAMPLES } from "./parameter-samples.js";

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

test("A3–A7: every parameter has two samples in this table", () => {
  expect(Object.keys(PARAMETER_SAMPLES)).toStrictEqual(PARAMETER_NAMES);
});

const WHOLE = WHOLE_NAMES.map((name) => [PARAMETER_SAMPLES[name][0], name] as const);

describe.each(WHOLE)("%s, A7: %s", (_row, name) => {
  const wireName = WIRE_NAMES[name];
  const [, field, call] = PARAMETER_SAMPLES[name];
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
