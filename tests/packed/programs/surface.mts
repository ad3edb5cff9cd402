import { AIMessageChunk } from "@langchain/core/messages";
import {
  ChatFireworks,
  type ChatFireworksCallOptions,
  type ChatFireworksFields,
  choicesOf,
  costOf,
  FireworksDeploymentNotReadyError,
  FireworksError,
  FireworksNotFoundError,
  type FireworksWarning,
  type LangChainErrorFields,
  modelOnDeployment,
  type OverloadAttempt,
  parseModelId,
  type Price,
  type RequestPreview,
  sessionFields,
} from "langchain-fireworks";
import { fireworksPromptCachingMiddleware } from "langchain-fireworks/middleware";
import { z } from "zod";

const price: Price = { input: 1, cachedInput: 0.1, output: 2, priority: { input: 2, output: 3 } };

export const fields: ChatFireworksFields = {
  model: "accounts/fireworks/models/kimi-k3",
  apiKey: async () => "fw_test",
  temperature: null,
  maxTokens: 10,
  stop: ["x"],
  logitBias: { "1": 2 },
  reasoningEffort: "high",
  serviceTier: "priority",
  timeout: null,
  waitForDeployment: { maxWaitMs: 1000, onWait: ({ polls }) => console.log(polls.toFixed()) },
  onOverload: ["priority", "accounts/fireworks/models/glm-5p3"],
  sessionId: { id: "t", isolate: true },
  prices: { "my-model": price, other: null },
  onWarning: ({ code }: FireworksWarning) => console.log(code),
  onRetry: ({ delayMs }) => console.log(delayMs.toFixed()),
  onResponse: ({ rateLimit }) => console.log(rateLimit),
};

export const call: Partial<ChatFireworksCallOptions> = {
  model: "glm-5p3",
  onOverload: "priority",
  waitForDeployment: true,
  sessionId: null,
  headers: { "x-a": null },
  tool_choice: "any",
  timeout: 10,
};

export const model = new ChatFireworks("m", fields);
export const preview: RequestPreview = model.toRequest("hi", { ...call, stream: true });
export const affinity: string | undefined = sessionFields("t").promptCacheKey;
export const parsed: string = parseModelId(modelOnDeployment("a", "b")).kind;
export const middleware = fireworksPromptCachingMiddleware();

const Person = z.object({ name: z.string(), age: z.number().optional() });

export async function answers(): Promise<void> {
  const person: { name: string; age?: number | undefined } = await model
    .withStructuredOutput(Person)
    .invoke("Who?");
  const { raw, parsed } = await model
    .withStructuredOutput(Person, { includeRaw: true, method: "jsonSchema" })
    .invoke("Who?");
  const loose: Record<string, unknown> = await model
    .withStructuredOutput({ type: "object", properties: {} })
    .invoke("Who?");
  console.log(person.name, raw.content, parsed?.name, loose.anything);
  const bound = model.bindTools([{ type: "function", function: { name: "f" } }], call);
  let sum: AIMessageChunk | undefined;
  for await (const chunk of await bound.stream("hi")) sum = sum?.concat(chunk) ?? chunk;
  if (sum !== undefined) console.log(choicesOf(sum).length);
  const cost: number | undefined = costOf(sum?.usage_metadata, { model: "m" })?.cost;
  console.log(cost, await model.countPromptTokens("hi"), await model.getNumTokens("hi"));
}

export function explain(error: unknown): string {
  if (FireworksDeploymentNotReadyError.isInstance(error)) return `${error.waitedMs} ${error.polls}`;
  if (FireworksNotFoundError.isInstance(error)) {
    const { suggestedModels = [] } = error as LangChainErrorFields;
    return suggestedModels.join();
  }
  if (!FireworksError.isInstance(error)) return String(error);
  const { overloadAttempts = [] } = error as LangChainErrorFields;
  return overloadAttempts.map(({ to }: OverloadAttempt) => to).join() + error.attempts?.toFixed();
}

const someone = model.withStructuredOutput(Person).invoke("Who?");
// @ts-expect-error the output has no such field
export const surname = someone.then((answer) => answer.surname);
// @ts-expect-error a policy is "priority" or a list
export const wrong: ChatFireworksFields = { onOverload: 7 };
