import { ChatFireworks, type ChatFireworksFields } from "langchain-fireworks";
import { describe, expect, test, vi } from "vitest";
import { failureOf } from "./failure.js";
import { KEY, lastBody, localModels, MODEL } from "./local-model.js";

describe("A1: the model's name", () => {
  const named: [string, (fields: Partial<ChatFireworksFields>) => ChatFireworks][] = [
    ["the object's model", (fields) => new ChatFireworks({ model: MODEL, ...fields })],
    ["the object's modelName", (fields) => new ChatFireworks({ modelName: MODEL, ...fields })],
    ["a string with fields", (fields) => new ChatFireworks(MODEL, fields)],
  ];

  test.each(named)("may be %s, and is sent unchanged", async (_, make) => {
    const { local } = localModels();
    const llm = make({ apiKey: KEY, baseURL: local.baseURL, fetch: local.fetch, temperature: 0 });
    await llm.invoke("hi");
    expect(lastBody(local)).toMatchObject({ model: MODEL, temperature: 0 });
    expect([llm.model, llm.modelName]).toStrictEqual([MODEL, MODEL]);
  });

  test("may be a string alone, with the key in the environment", () => {
    vi.stubEnv("FIREWORKS_API_KEY", KEY);
    expect(new ChatFireworks(MODEL).model).toBe(MODEL);
  });

  test("model wins over modelName", () => {
    expect(new ChatFireworks({ model: MODEL, modelName: "other", apiKey: KEY }).model).toBe(MODEL);
  });
});

test.each<[string, () => ChatFireworks]>([
  ["no name", () => new ChatFireworks({ apiKey: KEY } as never)],
  ["an empty name", () => new ChatFireworks({ model: "", apiKey: KEY })],
  ["a blank name", () => new ChatFireworks(" ", { apiKey: KEY })],
])(
  "A2: %s is a typed error that says where ids are listed; there is no default",
  async (_, make) => {
    const error = await failureOf(make);
    expect(error).toMatchObject({
      name: "FireworksConfigurationError",
      field: "model",
      code: "missing_model",
    });
    expect(error.message).toContain("https://fireworks.ai/models");
  },
);
