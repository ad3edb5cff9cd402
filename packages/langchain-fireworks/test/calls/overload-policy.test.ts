import type { AIMessage, AIMessageChunk } from "@langchain/core/messages";
import type { FireworksLocalOptions } from "fireworks-local";
import type {
  ChatFireworks,
  ChatFireworksCallOptions,
  ChatFireworksFields,
  FireworksWarning,
  OverloadAttempt,
} from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { collect, failureOf } from "../failure.js";
import { localModels, MODEL, sentBodies } from "../local-model.js";

const OTHER = "accounts/fireworks/models/kimi-k2p6";
const THIRD = "accounts/fireworks/models/glm-5p3";

type Rules = Extract<FireworksLocalOptions["faults"], unknown[]>;
type Fault = Rules[number]["fault"];

const OVERLOADED: Fault = {
  status: 503,
  body: { error: { message: "overloaded" } },
  headers: { "retry-after-ms": "1" },
};

/** A server where these models are overloaded, or failing in another way. */
const where = (faults: Record<string, Fault>) =>
  localModels({
    scripts: [{ when: {}, answer: { content: "one two" } }],
    faults: Object.entries(faults).map(([model, fault]) => ({ match: { model }, fault })),
  });

/** A server that is overloaded but for the priority tier. */
const exceptPriority = () =>
  localModels({
    faults: ({ body }) =>
      (body as { service_tier?: string }).service_tier === "priority" ? undefined : OVERLOADED,
  });

type Ask = (
  llm: ChatFireworks,
  options?: Partial<ChatFireworksCallOptions>,
) => Promise<AIMessage | AIMessageChunk>;

const WAYS: readonly (readonly [string, Ask])[] = [
  ["invoke", (llm, options) => llm.invoke("go", options)],
  ["invoke with streaming", (llm, options) => llm.invoke("go", { maxTokens: 9000, ...options })],
  [
    "stream",
    async (llm, options) => {
      const chunks = await collect(llm.stream("go", options));
      return chunks.reduce((left, right) => left.concat(right));
    },
  ],
  ["streamEvents", async (llm, options) => llm.streamEvents("go", options)],
];

describe.each(WAYS)("D4/A114: %s on an overloaded model", (_, ask) => {
  test("fails without a policy, after its retries", async () => {
    const { local, model } = where({ [MODEL]: OVERLOADED });
    const error = await failureOf(() => ask(model({ maxRetries: 1 })));
    expect(error).toMatchObject({ name: "FireworksOverloadedError", attempts: 2 });
    expect(local.requests).toHaveLength(2);
  });

  test("asks the priority tier of the same model, and the metadata says so", async () => {
    const { local, model } = exceptPriority();
    const message = await ask(model({ maxRetries: 1, onOverload: "priority" }));
    expect(sentBodies(local).map(({ model, service_tier }) => [model, service_tier])).toStrictEqual(
      [
        [MODEL, undefined],
        [MODEL, undefined],
        [MODEL, "priority"],
      ],
    );
    expect(message.response_metadata).toMatchObject({
      model: MODEL,
      requested_service_tier: "priority",
      overload_fallback: { from: MODEL, to: "priority", attempts: 2 },
    });
    expect(message.response_metadata).not.toHaveProperty("requested_model");
  });

  test("asks other models in order, as a call option", async () => {
    const { local, model } = where({ [MODEL]: OVERLOADED, [OTHER]: OVERLOADED });
    const message = await ask(model(), { onOverload: ["priority", OTHER, THIRD] });
    expect(sentBodies(local).map(({ model, service_tier }) => [model, service_tier])).toStrictEqual(
      [
        [MODEL, undefined],
        [MODEL, "priority"],
        [OTHER, undefined],
        [THIRD, undefined],
      ],
    );
    expect(message.response_metadata).toMatchObject({
      model: THIRD,
      model_name: THIRD,
      requested_model: MODEL,
      overload_fallback: { from: MODEL, to: THIRD, attempts: 3 },
    });
  });

  test("an alternative has its own retries", async () => {
    const { local, model } = localModels({
      faults: [
        { match: { model: MODEL }, fault: OVERLOADED },
        { match: { model: OTHER }, fault: OVERLOADED, times: 1 },
      ],
    });
    const message = await ask(model({ maxRetries: 1, onOverload: [OTHER] }));
    expect(local.requests).toHaveLength(4);
    expect(message.response_metadata).toMatchObject({
      retries: 1,
      overload_fallback: { to: OTHER, attempts: 2 },
    });
  });

  test("when all fail, the last error lists the others", async () => {
    const { model } = where({ [MODEL]: OVERLOADED, [OTHER]: OVERLOADED });
    const error = await failureOf(() => ask(model({ onOverload: ["priority", OTHER] })));
    expect(error).toMatchObject({ name: "FireworksOverloadedError", model: OTHER });
    const { overloadAttempts } = error as unknown as { overloadAttempts: OverloadAttempt[] };
    expect(overloadAttempts).toMatchObject([
      { to: MODEL, error: { status: 503, model: MODEL } },
      { to: "priority", error: { status: 503, model: MODEL } },
    ]);
    const listed = `Also asked: ${MODEL} (status 503), priority (status 503).`;
    expect(error.message).toContain(listed);
    expect(error.stack).toContain(listed);
  });

  test("an alternative that is refused does not hide that the overload may pass", async () => {
    const { model } = where({ [MODEL]: OVERLOADED });
    const retired = "accounts/fireworks/models/retired";
    const failing = model({ onOverload: [retired], suggestModels: false, onWarning: null });
    const error = await failureOf(() => ask(failing));
    expect(error).toMatchObject({ name: "FireworksOverloadedError", retryable: true });
    expect(error).toMatchObject({ overloadAttempts: [{ to: retired, error: { status: 404 } }] });
  });

  test("nothing is said when the model answers", async () => {
    const { local, model } = localModels();
    const message = await ask(model({ onOverload: ["priority", OTHER] }));
    expect(message.response_metadata).not.toHaveProperty("overload_fallback");
    expect(local.requests).toHaveLength(1);
  });

  test("a deployment that is starting is not overloaded", async () => {
    const { local, model } = where({ [MODEL]: { status: 503 } });
    const error = await failureOf(() => ask(model({ onOverload: [OTHER] })));
    expect(error.name).toBe("FireworksDeploymentScalingUpError");
    expect(local.requests).toHaveLength(1);
  });

  test("an abort ends it", async () => {
    const controller = new AbortController();
    const { local, model } = localModels({
      faults: (request) => {
        const { model } = request.body as { model: string };
        if (model === OTHER) controller.abort("enough");
        return model === MODEL ? OVERLOADED : { delayHeadersMs: 10_000 };
      },
    });
    const options = { signal: controller.signal, onOverload: [OTHER, THIRD] };
    const error = await failureOf(() => ask(model(), options));
    expect(error).toMatchObject({ name: "AbortError", cause: "enough" });
    expect(local.requests).toHaveLength(2);
  });
});

test.each([400, 429, 500])("D4: a %i does not fall back", async (status) => {
  const { local, model } = where({ [MODEL]: { status } });
  const error = await failureOf(() => model({ onOverload: ["priority", OTHER] }).invoke("go"));
  expect(error.status).toBe(status);
  expect(local.requests).toHaveLength(1);
});

test("D4: after the first streamed event nothing falls back", async () => {
  const { local, model } = where({
    [MODEL]: { errorAfterEvents: 2, error: { message: "overloaded", code: "overloaded" } },
  });
  const llm = model({ onOverload: [OTHER] });
  const error = await failureOf(() => collect(llm.stream("go")));
  expect(error.partialOutput?.text).not.toBe("");
  expect(local.requests).toHaveLength(1);
});

test("D4: an alternative that is refused is skipped with a warning", async () => {
  const warnings: FireworksWarning[] = [];
  const onWarning = (warning: FireworksWarning): void => void warnings.push(warning);
  const { model } = where({ [MODEL]: OVERLOADED });
  const gone = "accounts/fireworks/models/retired";
  const message = await model({ onWarning, onOverload: [gone, OTHER] }).invoke("go");
  expect(message.response_metadata).toMatchObject({
    overload_fallback: { from: MODEL, to: OTHER, attempts: 2 },
  });
  expect(warnings).toMatchObject([
    { code: "unusable_overload_alternative", field: "onOverload", model: gone },
  ]);
});

const SKIPPED: [string, Partial<ChatFireworksFields>, string[]][] = [
  ["the model itself", { onOverload: [MODEL, OTHER] }, [MODEL, OTHER]],
  ["the tier that was asked", { serviceTier: "priority", onOverload: ["priority"] }, [MODEL]],
];

test.each(SKIPPED)("D4: %s is no alternative", async (_, fields, asked) => {
  const { local, model } = where({ [MODEL]: OVERLOADED, [OTHER]: OVERLOADED });
  await failureOf(() => model(fields).invoke("go"));
  expect(sentBodies(local).map(({ model }) => model)).toStrictEqual(asked);
});

test("D4: a call's false switches the field's policy off", async () => {
  const { local, model } = where({ [MODEL]: OVERLOADED });
  const error = await failureOf(() =>
    model({ onOverload: [OTHER] }).invoke("go", { onOverload: false }),
  );
  expect(error).toMatchObject({ name: "FireworksOverloadedError", status: 503 });
  expect(local.requests).toHaveLength(1);
});

test("D4: an alternative that is listed twice is asked once", async () => {
  const { local, model } = where({ [MODEL]: OVERLOADED, [OTHER]: OVERLOADED });
  await failureOf(() => model({ onOverload: [OTHER, MODEL, OTHER] }).invoke("go"));
  expect(sentBodies(local).map((body) => body.model)).toStrictEqual([MODEL, OTHER]);
});

test.each([[{ model: OTHER }], [5], [true], [[null]], [[""]]])(
  "D4: %j is refused as a policy before the call",
  async (policy) => {
    const { local, model } = where({});
    const error = await failureOf(() => model({ onOverload: policy as never }).invoke("go"));
    expect(error).toMatchObject({ code: "invalid_option", field: "onOverload" });
    expect(local.requests).toHaveLength(0);
  },
);

test("D4: a call's null switches the field's policy off", async () => {
  const { local, model } = exceptPriority();
  const llm = model({ onOverload: "priority" });
  await failureOf(() => llm.invoke("go", { onOverload: null }));
  expect(local.requests).toHaveLength(1);
});

test("D4: the call's own model is the one that falls back", async () => {
  const { model } = where({ [OTHER]: OVERLOADED });
  const message = await model({ onOverload: [THIRD] }).invoke("go", { model: OTHER });
  expect(message.response_metadata.overload_fallback).toMatchObject({ from: OTHER, to: THIRD });
});

test.each([[""], [7], [null]])("D4: %j in the list is refused before the call", async (entry) => {
  const { local, model } = localModels();
  const error = await failureOf(() => model({ onOverload: [entry as string] }).invoke("go"));
  expect(error).toMatchObject({ name: "FireworksConfigurationError", field: "onOverload" });
  expect(local.requests).toHaveLength(0);
});

test("D4: countPromptTokens does not count with another model's tokenizer", async () => {
  const { local, model } = where({ [MODEL]: OVERLOADED });
  await failureOf(() => model({ onOverload: [OTHER] }).countPromptTokens("go"));
  expect(local.requests).toHaveLength(1);
});

test("D4: baseModel holds for the first model only", async () => {
  const warnings: FireworksWarning[] = [];
  const onWarning = (warning: FireworksWarning): void => void warnings.push(warning);
  const { model } = where({ [MODEL]: OVERLOADED });
  await model({ onWarning, baseModel: "kimi-k3", temperature: 0, onOverload: [OTHER] }).invoke(
    "go",
  );
  expect(warnings).toMatchObject([{ code: "ignored_temperature", model: MODEL }]);
});
