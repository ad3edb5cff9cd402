import { getRetryable } from "@langchain/core/errors";
import type { FireworksLocalOptions } from "fireworks-local";
import { describe, expect, test } from "vitest";
import { failureOf } from "./failure.js";
import { localModels } from "./local-model.js";

type Fault = Extract<FireworksLocalOptions["faults"], unknown[]>[number]["fault"];

const SOON = { "retry-after-ms": "1" };
const said = (message: string) => ({ body: { error: { message } }, headers: SOON });

/** Everything of the retry table in features.md that a server can do to us. */
const FAULTS: readonly (readonly [string, Fault])[] = [
  ...[400, 401, 402, 403, 404, 405, 408, 409, 412, 413, 422, 425, 429, 500, 502, 504, 520].map(
    (status) => [`${status}`, { status, headers: SOON }] as const,
  ),
  ["429 about billing", { status: 429, ...said("monthly spending limit reached") }],
  ["429 that asks for more than a minute", { status: 429, headers: { "retry-after": "90" } }],
  ["503 overloaded", { status: 503, ...said("overloaded") }],
  ["503 scaling up", { status: 503, headers: SOON }],
  ["x-should-retry on a 400", { status: 400, headers: { ...SOON, "x-should-retry": "true" } }],
  ["x-should-retry off a 500", { status: 500, headers: { ...SOON, "x-should-retry": "false" } }],
  ["a dropped connection", { resetConnection: true }],
];

describe("A122/D42: LangChain's retryable mark is our own decision", () => {
  test.each(FAULTS)("%s, whole and as a stream", async (_, fault) => {
    for (const streaming of [false, true]) {
      const { local, model } = localModels({ faults: [{ fault }] });
      const llm = model({ streaming, maxRetries: 1, suggestModels: false });
      const error = await failureOf(() => llm.invoke("go"));
      const retried = local.requests.length > 1;
      expect(getRetryable(error)).toBe(retried);
      expect(error.retryable).toBe(retried);
      expect(error.attempts).toBe(local.requests.length);
    }
  });

  test("an abort, refused input and a wait that is over are never worth another try", async () => {
    const { model } = localModels({ faults: [{ fault: { status: 503 } }] });
    const failures = [
      failureOf(() => model().invoke("go", { signal: AbortSignal.abort() })),
      failureOf(() => model().invoke("go", { maxTokens: 1, maxCompletionTokens: 1 })),
      failureOf(() => model().invoke("go", { waitForDeployment: { maxWaitMs: 0 } })),
    ];
    for (const error of await Promise.all(failures)) expect(getRetryable(error)).toBe(false);
  });
});

describe("D42: one loop only", () => {
  test("withRetry around a call with maxRetries 0 makes its own attempts, and no more", async () => {
    const { local, model } = localModels({ faults: [{ fault: { status: 500, headers: SOON } }] });
    const llm = model({ maxRetries: 2 })
      .withConfig({ maxRetries: 0 })
      .withRetry({ stopAfterAttempt: 2, onFailedAttempt: () => {} });
    await failureOf(() => llm.invoke("go"));
    expect(local.requests).toHaveLength(2);
  });

  test("withRetry does not try again what our table gives up", async () => {
    const { local, model } = localModels({ faults: [{ fault: { status: 412 } }] });
    const stopOnMark = (error: unknown): void => {
      if (getRetryable(error) === false) throw error;
    };
    const llm = model().withRetry({ stopAfterAttempt: 3, onFailedAttempt: stopOnMark });
    await failureOf(() => llm.invoke("go"));
    expect(local.requests).toHaveLength(1);
  });
});
