import { expect, test } from "vitest";
import { deploymentId, modelId, modelOnDeployment, parseModelId, routerId } from "fireworks-client";

test.each([
  ["accounts/fireworks/models/kimi-k3", { kind: "model", account: "fireworks", model: "kimi-k3" }],
  ["accounts/me/models/m@snap-1", { kind: "model", account: "me", model: "m" }],
  ["accounts/me/deployments/d", { kind: "deployment", account: "me", deployment: "d" }],
  [
    "accounts/fireworks/routers/glm-latest",
    { kind: "router", account: "fireworks", router: "glm-latest" },
  ],
  [
    "accounts/fireworks/models/m#accounts/me/deployments/d",
    {
      kind: "model",
      account: "fireworks",
      model: "m",
      deployment: { account: "me", deployment: "d" },
    },
  ],
  [
    "fireworks/qwen3-embedding-8b",
    { kind: "slug", slug: "qwen3-embedding-8b", account: "fireworks" },
  ],
  ["glm-5p3", { kind: "slug", slug: "glm-5p3" }],
  ["nomic-ai/nomic-embed-text-v1.5", { kind: "other", id: "nomic-ai/nomic-embed-text-v1.5" }],
  ["m#d", { kind: "other", id: "m#d" }],
  [
    "accounts/a/models/m#accounts/b/models/n",
    { kind: "other", id: "accounts/a/models/m#accounts/b/models/n" },
  ],
  [
    "accounts/a/models/m#accounts/b/deployments/d#x",
    { kind: "other", id: "accounts/a/models/m#accounts/b/deployments/d#x" },
  ],
  ["accounts/a/models/", { kind: "other", id: "accounts/a/models/" }],
  ["", { kind: "other", id: "" }],
])("A17: reads %o", (id, expected) => {
  expect(parseModelId(id)).toEqual(expected);
});

test("A17: what is built can be read", () => {
  expect(modelId("kimi-k3")).toBe("accounts/fireworks/models/kimi-k3");
  expect(routerId("glm-latest")).toBe("accounts/fireworks/routers/glm-latest");
  const id = modelOnDeployment(modelId("lora", "me"), deploymentId("d", "me"));
  expect(id).toBe("accounts/me/models/lora#accounts/me/deployments/d");
  expect(parseModelId(id)).toMatchObject({
    model: "lora",
    deployment: { account: "me", deployment: "d" },
  });
});
