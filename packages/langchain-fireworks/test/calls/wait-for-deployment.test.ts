import { ModelAbortError } from "@langchain/core/errors";
import {
  FireworksDeploymentNotReadyError,
  FireworksDeploymentScalingUpError,
} from "fireworks-client";
import type { ChatFireworks, ChatFireworksCallOptions, DeploymentWait } from "langchain-fireworks";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  pauseMs,
  readWaitForDeployment,
  untilDeployed,
} from "../../src/calls/wait-for-deployment.js";
import { collect, failureOf } from "../failure.js";
import { localModels, MODEL } from "../local-model.js";

afterEach(() => {
  vi.useRealTimers();
});

type Ask = (llm: ChatFireworks, options?: Partial<ChatFireworksCallOptions>) => Promise<unknown>;

const WAYS: readonly (readonly [string, Ask])[] = [
  ["invoke", (llm, options) => llm.invoke("go", options)],
  ["invoke with streaming", (llm, options) => llm.invoke("go", { maxTokens: 9000, ...options })],
  ["stream", (llm, options) => collect(llm.stream("go", options))],
  ["streamEvents", (llm, options) => collect(llm.streamEvents("go", options))],
  ["countPromptTokens", (llm, options) => llm.countPromptTokens("go", options)],
];

/** A deployment that says it is starting this often, and asks to be called again at once. */
const starting = (times?: number, headers: Record<string, string> = { "retry-after-ms": "1" }) =>
  localModels({ faults: [{ fault: { status: 503, headers }, times }] });

describe.each(WAYS)("D2/A113: %s on a deployment that is starting", (_, ask) => {
  test("fails at once without waitForDeployment, and says what to do", async () => {
    const { local, model } = starting(1);
    const error = await failureOf(() => ask(model({ maxRetries: 2 })));
    expect(error.name).toBe("FireworksDeploymentScalingUpError");
    expect(error.hint).toContain("wait and call again");
    expect(local.requests).toHaveLength(1);
  });

  test("waits as a field and as a call option, telling onWait, and no retry is counted", async () => {
    const told: DeploymentWait[] = [];
    const onWait = (progress: DeploymentWait): void => void told.push(progress);
    const { local, model } = starting(3);
    const onRetry = vi.fn<() => void>();
    await ask(model({ waitForDeployment: { onWait }, onRetry }));
    expect(local.requests).toHaveLength(4);
    expect(onRetry).not.toHaveBeenCalled();
    expect(told.map(({ polls }) => polls)).toStrictEqual([1, 2, 3]);
    expect(told[0]).toStrictEqual({ model: MODEL, polls: 1, elapsedMs: 0, nextPollInMs: 1 });
    const second = starting(1);
    await ask(second.model(), { waitForDeployment: true });
    expect(second.local.requests).toHaveLength(2);
  });

  test("an abort in the pause ends it at once, with the typed error", async () => {
    const controller = new AbortController();
    const { local, model } = starting(undefined, {});
    const waitForDeployment = { onWait: () => controller.abort("enough") };
    const error = await failureOf(() =>
      ask(model(), { waitForDeployment, signal: controller.signal }),
    );
    expect(error).toMatchObject({ name: "AbortError", cause: "enough" });
    expect(ModelAbortError.isInstance(error)).toBe(true);
    expect(local.requests).toHaveLength(1);
  });

  test("the limit gives a FireworksDeploymentNotReadyError", async () => {
    const { model } = starting();
    const error = await failureOf(() => ask(model({ waitForDeployment: { maxWaitMs: 0 } })));
    expect(error).toBeInstanceOf(FireworksDeploymentNotReadyError);
    expect(error).toBeInstanceOf(FireworksDeploymentScalingUpError);
    expect(error).toMatchObject({
      name: "FireworksDeploymentNotReadyError",
      code: "deployment_not_ready",
      status: 503,
      retryable: false,
      model: MODEL,
      polls: 0,
      waitedMs: 0,
    });
    expect(error.hint).toContain("maxWaitMs");
  });
});

test("D2: the retries and waits of the message are apart", async () => {
  const body = { error: { message: "overloaded" } };
  const headers = { "retry-after-ms": "1" };
  const { local, model } = localModels({
    faults: [
      { fault: { status: 503, headers }, times: 2 },
      { fault: { status: 503, headers, body }, times: 1 },
    ],
  });
  const message = await model({ maxRetries: 1, waitForDeployment: true }).invoke("go");
  expect(local.requests).toHaveLength(4);
  expect(message.response_metadata.retries).toBe(1);
});

test.each([
  ["a text", "Deployment is currently scaled to zero and is scaling up."],
  ["an error that is a string", { error: "The deployment is scaling up" }],
  ["a code alone", { code: "DEPLOYMENT_SCALING_UP" }],
  ["a detail", { detail: "deployment x is currently scaled to zero" }],
])("D2: the answer is recognised as %s", async (_, body) => {
  const fault = { status: 503, body, headers: { "retry-after-ms": "1" } };
  const { local, model } = localModels({ faults: [{ fault, times: 1 }] });
  await model({ waitForDeployment: true }).invoke("go");
  expect(local.requests).toHaveLength(2);
});

test("D2: another failure ends the wait", async () => {
  const { model } = localModels({
    faults: [
      { fault: { status: 503, headers: { "retry-after-ms": "1" } }, times: 1 },
      { fault: { status: 412 } },
    ],
  });
  const error = await failureOf(() => model({ waitForDeployment: true }).invoke("go"));
  expect(error.status).toBe(412);
});

test("D2: a pause holds no place of maxConcurrency", { timeout: 5000 }, async () => {
  const SLEEPING = "accounts/me/deployments/sleeping";
  const { model } = localModels({
    models: [{ id: SLEEPING }],
    faults: [{ match: { model: SLEEPING }, fault: { status: 503 } }],
  });
  const llm = model({ maxConcurrency: 1 });
  const controller = new AbortController();
  const onWait = vi.fn<() => void>();
  const waiting = failureOf(() =>
    llm.invoke("go", {
      model: SLEEPING,
      waitForDeployment: { onWait },
      signal: controller.signal,
    }),
  );
  await vi.waitFor(() => expect(onWait).toHaveBeenCalled());
  await expect(llm.invoke("other")).resolves.toBeDefined();
  controller.abort();
  expect((await waiting).name).toBe("AbortError");
});

test("D2: a false or null at the call switches the field's wait off", async () => {
  for (const off of [false, null]) {
    const { local, model } = starting(1);
    const llm = model({ waitForDeployment: true });
    await failureOf(() => llm.invoke("go", { waitForDeployment: off }));
    expect(local.requests).toHaveLength(1);
  }
});

test.each([-1, Number.NaN, "10"])(
  "D2: a maxWaitMs of %s is refused before the call",
  async (maxWaitMs) => {
    const { local, model } = starting();
    const llm = model({ waitForDeployment: { maxWaitMs: maxWaitMs as number } });
    const error = await failureOf(() => llm.invoke("go"));
    expect(error).toMatchObject({
      name: "FireworksConfigurationError",
      field: "waitForDeployment",
    });
    expect(local.requests).toHaveLength(0);
  },
);

test.each([60_000, "yes"])("D2: %j is refused as a way to wait", (setting) => {
  expect(() => readWaitForDeployment(setting as never)).toThrow("is not `true` or an object");
});

describe("D2: the pauses", () => {
  test("start with 5 s and grow by half to 60 s, as Fireworks advises", () => {
    const pauses = Array.from({ length: 9 }, (_, polls) => pauseMs(polls));
    expect(pauses).toStrictEqual([5000, 7500, 11250, 16875, 25313, 37969, 56953, 60000, 60000]);
  });

  test("`true` waits 30 minutes", () => {
    expect(readWaitForDeployment(true)).toMatchObject({ maxWaitMs: 1_800_000 });
    expect(readWaitForDeployment({})).toMatchObject({ maxWaitMs: 1_800_000 });
  });

  const scalingUp = () =>
    new FireworksDeploymentScalingUpError("starting", { status: 503, headers: new Headers() });

  test("the last one ends with the time, and one more try follows it", async () => {
    vi.useFakeTimers();
    const told: DeploymentWait[] = [];
    const onWait = (progress: DeploymentWait): void => {
      told.push(progress);
      throw new Error("a watcher's mistake");
    };
    const ask = vi.fn<() => Promise<never>>(() => Promise.reject(scalingUp()));
    const waiting = { maxWaitMs: 20_000, onWait, model: "m", signal: undefined };
    const failed = failureOf(() => untilDeployed(waiting, ask));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await failed).toMatchObject({ waitedMs: 20_000, polls: 3 });
    expect((await failed).message).toContain("after 20 s and 3 more tries");
    expect(ask).toHaveBeenCalledTimes(4);
    expect(told.map(({ elapsedMs, nextPollInMs }) => [elapsedMs, nextPollInMs])).toStrictEqual([
      [0, 5000],
      [5000, 7500],
      [12_500, 7500],
    ]);
  });

  test("an onWait whose promise rejects is ignored as well", async () => {
    vi.useFakeTimers();
    const onWait = (async () => Promise.reject(new Error("mistake"))) as () => void;
    const ask = vi.fn<() => Promise<string>>(() => Promise.resolve("up"));
    ask.mockRejectedValueOnce(scalingUp());
    const waiting = { maxWaitMs: 20_000, onWait, model: "m", signal: undefined };
    const answer = untilDeployed(waiting, ask);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await answer).toBe("up");
  });
});
