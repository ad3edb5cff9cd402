import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { load } from "@langchain/core/load";
import type { CompletionRequest } from "fireworks-client/wire";
import { inspect } from "node:util";
import {
  type CompletionParameters,
  Fireworks,
  type FireworksLLMFields,
  FireworksMissingApiKeyError,
} from "langchain-fireworks";
import * as fireworksPackage from "langchain-fireworks";
import { describe, expect, expectTypeOf, test, vi } from "vitest";
import {
  COMPLETION_PARAMETER_NAMES,
  COMPLETION_SETTING_NAMES,
} from "../../src/settings/completion-settings.js";
import { type FireworksParameters, WIRE_NAMES } from "../../src/settings/parameters.js";
import { failureOf } from "../failure.js";
import { KEY } from "../local-model.js";
import { PARAMETER_SAMPLES } from "../settings/parameter-samples.js";
import { SETTING_SAMPLES } from "../settings/setting-samples.js";
import { echoing, localLLMs, MODEL, sent } from "./local-llm.js";

describe("A141: every parameter of the contract's section 6.1", () => {
  /** What says that others mean anything, or is refused beside them. */
  const COMPANIONS: Partial<Record<keyof FireworksParameters, FireworksLLMFields>> = {
    topLogprobs: { logprobs: true },
  };

  test.each(COMPLETION_PARAMETER_NAMES)(
    "%s is sent, the call's before the field's",
    async (name) => {
      const { local, llm } = echoing();
      const [, field, call] = PARAMETER_SAMPLES[name];
      const model = llm({
        model: "accounts/fireworks/models/kimi-k2p6",
        streaming: name === "streamOptions",
        onWarning: null,
        ...COMPANIONS[name],
        [name]: field,
      });
      await model.invoke("one");
      await model.invoke("one", { [name]: call });
      const [first, second] = sent(local).map((body) => body[WIRE_NAMES[name]]);
      expect([first, second]).toStrictEqual([field, call]);
    },
  );

  test("none is missing, and none is of chat alone", () => {
    type Known = Exclude<keyof CompletionRequest, "model" | "prompt" | "images" | "stream">;
    const wire = COMPLETION_PARAMETER_NAMES.map((name) => WIRE_NAMES[name]);
    expectTypeOf<keyof CompletionParameters>().toEqualTypeOf<
      Exclude<
        keyof FireworksParameters,
        "parallelToolCalls" | "promptTruncateLen" | "safeTokenization"
      >
    >();
    const known: Known[] = wire as Known[];
    expect(new Set(known).size).toBe(COMPLETION_PARAMETER_NAMES.length);
    expect(wire).not.toContain("tools");
  });

  test.each(COMPLETION_SETTING_NAMES)("the setting %s stands on the model", (name) => {
    const { value } = SETTING_SAMPLES[name];
    expect(localLLMs().llm({ [name]: value })[name]).toStrictEqual(value);
  });
});

describe("C.1, C.3: an LLM and its key", () => {
  test("string shorthand, aliases and Fireworks' own names", () => {
    const model = new Fireworks(MODEL, { fireworksApiKey: KEY, stopSequences: ["#"] });
    expect([model.model, model.modelName, model.stop]).toStrictEqual([MODEL, MODEL, ["#"]]);
    const named = new Fireworks({ modelName: MODEL, apiKey: KEY, max_tokens: 3 } as never);
    expect([named.model, named.maxTokens]).toStrictEqual([MODEL, 3]);
  });

  test("without a model or a key it is refused", () => {
    vi.stubEnv("FIREWORKS_API_KEY", "");
    expect(() => new Fireworks({ apiKey: KEY })).toThrow(
      expect.objectContaining({ code: "missing_model", field: "model" }),
    );
    expect(() => new Fireworks(MODEL)).toThrow(FireworksMissingApiKeyError);
  });

  test.each(["environment", "constructor"])(
    "a key of the %s is sent and never shown",
    async (from) => {
      if (from === "environment") vi.stubEnv("FIREWORKS_API_KEY", KEY);
      const { local, llm } = echoing();
      const model = llm({ apiKey: from === "environment" ? undefined : KEY });
      await model.invoke("one");
      expect(local.requests[0]?.headers.authorization).toBeDefined();
      for (const shown of [JSON.stringify(model), inspect(model, { depth: 9 }), String(model)]) {
        expect(shown).not.toContain(KEY);
      }
      const { headers } = model.toRequest("one");
      expect(headers.authorization).toBe("Bearer [hidden]");
    },
  );

  test("to JSON, with the key as a reference, and back", async () => {
    const { local, llm } = echoing();
    const text = JSON.stringify(llm({ temperature: 0, topK: 3, batchSize: 7, streamUsage: false }));
    const json = JSON.parse(text) as { id: string[]; kwargs: Record<string, unknown> };
    expect(json.id).toStrictEqual(["langchain", "llms", "fireworks", "Fireworks"]);
    expect(json.kwargs).toMatchObject({ api_key: { type: "secret", id: ["FIREWORKS_API_KEY"] } });
    const loaded = await load<Fireworks>(text, {
      secretsMap: { FIREWORKS_API_KEY: KEY },
      importMap: { llms__fireworks: fireworksPackage },
      optionalImportEntrypoints: ["langchain/llms/fireworks"],
      optionalImportsMap: { "langchain/llms/fireworks": fireworksPackage },
    } as Parameters<typeof load>[1]);
    expect(loaded).toMatchObject({ temperature: 0, topK: 3, batchSize: 7, streamUsage: false });
    expect(loaded.toRequest("one").url).toBe(`${local.baseURL}/completions`);
  });

  test("names: type, LangSmith's parameters, invocation parameters", () => {
    const model = localLLMs().llm({ temperature: 0, maxTokens: 9, stop: "#" });
    expect(model._llmType()).toBe("fireworks");
    expect(model._modelType()).toBe("base_llm");
    expect(model.getLsParams({ model: "m" })).toStrictEqual({
      ls_provider: "fireworks",
      ls_model_name: "m",
      ls_model_type: "llm",
      ls_temperature: 0,
      ls_max_tokens: 9,
      ls_stop: ["#"],
    });
    const body = { model: MODEL, temperature: 0, max_tokens: 9, stop: "#" };
    expect(model.invocationParams()).toStrictEqual(body);
    expect(model._identifyingParams()).toMatchObject(body);
  });

  test("a trace holds LangSmith's parameters and no header of the call", async () => {
    const seen: unknown[] = [];
    class Tracer extends BaseCallbackHandler {
      name = "tracer";
      override awaitHandlers = true;
      override handleLLMStart(...started: unknown[]): void {
        seen.push(...started);
      }
    }
    const { local, llm } = echoing();
    const call = { headers: { "x-team": "hush" }, callbacks: [new Tracer()] };
    await llm().invoke("one", call);
    await llm().generate(["one"], call);
    for await (const _ of await llm().stream("one", call));
    expect(local.requests.map(({ headers }) => headers["x-team"])).toStrictEqual(
      Array.from({ length: 3 }, () => "hush"),
    );
    const text = inspect(seen, { depth: 9, showHidden: false }) + JSON.stringify(seen);
    expect(text).toContain("ls_model_name");
    expect(text).not.toContain("hush");
  });

  test("tokens are counted in this process, by a counter of one's own if there is one", async () => {
    const { local, llm } = localLLMs();
    expect(await llm().getNumTokens("abcdefgh")).toBe(2);
    expect(await llm({ tokenCounter: (text) => text.length }).getNumTokens("abc")).toBe(3);
    expect(local.requests).toStrictEqual([]);
  });

  test("a client of one's own is used, and says when it cannot show a request", async () => {
    const { llm } = localLLMs();
    const client = { completions: { create: () => {} } };
    const error = await failureOf(() => llm({ client: client as never }).toRequest("one"));
    expect(error).toMatchObject({ code: "client_without_preview" });
    expect(error.message).toContain("completions.toRequest");
  });
});
