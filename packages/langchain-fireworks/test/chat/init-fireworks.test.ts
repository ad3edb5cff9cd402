import { ChatFireworks, initFireworks } from "langchain-fireworks";
import { expect, test } from "vitest";
import { failureOf } from "../failure.js";
import { KEY, MODEL } from "../local-model.js";

test.each([
  [`fireworks:${MODEL}`, MODEL],
  [MODEL, MODEL],
  ["fireworks:kimi-k3", "accounts/fireworks/models/kimi-k3"],
  ["kimi-k3", "accounts/fireworks/models/kimi-k3"],
  ["glm-latest", "accounts/fireworks/routers/glm-latest"],
  ["fireworks:accounts/acme/deployments/d1", "accounts/acme/deployments/d1"],
  ["accounts/a/models/m#accounts/b/deployments/d", "accounts/a/models/m#accounts/b/deployments/d"],
])("A157 initFireworks(%j) is a model with the id %s", (text, id) => {
  const llm = initFireworks(text, { apiKey: KEY, temperature: 0.3 });
  expect(llm).toBeInstanceOf(ChatFireworks);
  expect([llm.model, llm.temperature]).toEqual([id, 0.3]);
});

test.each(["", "  ", "fireworks:", undefined, null])(
  "A157 initFireworks(%j) names no model and says so",
  (text) => {
    expect(() => initFireworks(text as string, { apiKey: KEY })).toThrow("No model was given");
  },
);

test.each(["openai:gpt-4o", "google-genai:gemini-2.5-pro"])(
  "A157 initFireworks(%j) is refused: it names another provider",
  async (text) => {
    const error = await failureOf(async () => initFireworks(text, { apiKey: KEY }));
    expect(error).toMatchObject({ code: "other_provider", field: "model" });
    expect(error.message).toContain(text);
  },
);
