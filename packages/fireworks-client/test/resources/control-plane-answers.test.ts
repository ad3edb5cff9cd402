import { expect, test } from "vitest";
import { FireworksApiError } from "fireworks-client";
import type { CreateDeploymentRequest } from "fireworks-client";
import { rawServer } from "../raw-server.js";
import type { Handler } from "../raw-server.js";
import { client, failureOf } from "../samples.js";

const clientOf = async (handler: Handler) =>
  client((await rawServer(handler)).baseURL, { accountId: "me", maxRetries: 0 });

test("A144: a 204 says as much as an empty object", async () => {
  const { datasets } = await clientOf((reply) => reply.raw("HTTP/1.1 204 No Content\r\n\r\n"));
  expect(await datasets.delete("a")).toEqual({});
});

test("A144: an empty body with any other status is no answer", async () => {
  const { datasets } = await clientOf((reply) => reply.text(200, ""));
  const error = await failureOf(datasets.get("a"));
  expect(error).toBeInstanceOf(FireworksApiError);
  expect(error).toMatchObject({ code: "invalid_response" });
});

test("A144: a repeated delete that finds nothing has deleted; a first one has not", async () => {
  const server = await rawServer((reply, _request, attempt) =>
    attempt === 1 ? reply.socket.destroy() : reply.json(404, { code: 5, message: "not found" }),
  );
  const { datasets } = client(server.baseURL, { accountId: "me", maxRetries: 1 });
  const { data, response } = await datasets.delete("a").withResponse();
  expect(data).toEqual({});
  expect(response).toMatchObject({ status: 404, attempts: 2 });
  expect(await failureOf(datasets.delete("a"))).toMatchObject({ status: 404, attempts: 1 });
});

test.each([
  [413, /method: "signed-url"/],
  [429, /ask less often/],
  [503, /Fireworks is overloaded/],
])(
  "A144: what is advised after a %d does not speak of models or messages",
  async (status, advice) => {
    const { datasets } = await clientOf((reply) => reply.text(status, ""));
    const error = (await failureOf(datasets.upload("a", "x"))) as Error;
    expect(error.message).toMatch(advice);
    expect(error.message).not.toMatch(/model|message/);
  },
);

test("A144: a deployment can be made with everything that Fireworks' OpenAPI file lets one say", async () => {
  const bodies: unknown[] = [];
  const { deployments } = await clientOf((reply, { body }) => {
    bodies.push(JSON.parse(body));
    reply.json(200, { name: "accounts/me/deployments/d" });
  });
  const request: CreateDeploymentRequest = {
    baseModel: "accounts/fireworks/models/kimi-k3",
    directRouteType: "INTERNET",
    directRouteApiKeys: ["a-key-of-the-route"],
    draftModel: "accounts/fireworks/models/small",
    autoscalingPolicy: { scalingSchedules: { day: { schedule: "0 8 * * *", duration: "36000s" } } },
  };
  await deployments.create(request, { deploymentId: "d" });
  expect(bodies).toEqual([request]);
});
