import { expect, test } from "vitest";
import { FireworksConfigurationError, FireworksNotFoundError } from "fireworks-client";
import { rawServer } from "../raw-server.js";
import { client, collect, failureOf, KEY } from "../samples.js";

const NOT_FOUND = { code: 5, message: "resource not found", details: [] };

test.each([
  ["accounts/fireworks/models/kimi-k3", "/v1/accounts/fireworks/models/kimi-k3"],
  ["accounts/me/models/a#accounts/me/deployments/b", "/v1/accounts/me/models/a"],
  ["fireworks/kimi-k3", "/v1/accounts/fireworks/models/kimi-k3"],
  ["kimi-k3", "/v1/accounts/fireworks/models/kimi-k3"],
])("A132: the catalogue's entry of %s is asked for on the control plane", async (id, path) => {
  const entry = { name: "accounts/x/models/y", contextLength: 7 };
  const server = await rawServer((reply) => reply.json(200, entry));
  expect(await client(server.baseURL).models.get(id)).toEqual(entry);
  expect(server.requests[0]).toMatchObject({ method: "GET", path, body: "" });
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
});

test.each([
  ["accounts/me/deployments/b", "/v1/accounts/me/deployments/b"],
  ["accounts/fireworks/models/a#accounts/me/deployments/b", "/v1/accounts/me/deployments/b"],
])("A17: the deployment of %s is asked for on the control plane", async (id, path) => {
  const entry = { name: "accounts/me/deployments/b", baseModel: "accounts/x/models/y" };
  const server = await rawServer((reply) => reply.json(200, entry));
  expect(await client(server.baseURL).deployments.get(id)).toEqual(entry);
  expect(server.requests[0]).toMatchObject({ method: "GET", path });
});

test("A132: an id that names no such resource is refused before a call", async () => {
  const server = await rawServer((reply) => reply.json(200, {}));
  const { models, deployments } = client(server.baseURL);
  for (const ask of [
    (): Promise<unknown> => models.get("accounts/me/deployments/b"),
    () => models.get("accounts/fireworks/routers/kimi-latest"),
    () => models.get("nomic-ai/nomic-embed-text-v1.5"),
    () => deployments.get("accounts/fireworks/models/kimi-k3"),
    () => deployments.get("accounts/../deployments/b"),
    () => deployments.get(".."),
    () => deployments.get("b#c"),
  ]) {
    const error = await failureOf(ask());
    expect(error).toBeInstanceOf(FireworksConfigurationError);
    expect(error).toMatchObject({ code: "invalid_resource_id", field: "id" });
  }
  expect(server.requests).toEqual([]);
});

test("A123: the control plane's 404 is the typed one", async () => {
  const server = await rawServer((reply) => reply.json(404, NOT_FOUND));
  const error = await failureOf(client(server.baseURL).models.get("kimi-k9"));
  expect(error).toBeInstanceOf(FireworksNotFoundError);
  expect(error).toMatchObject({ status: 404, message: expect.stringContaining("not found") });
});

test("A132: the catalogue is listed page after page, with the query as it was given", async () => {
  const pages = [
    { models: [{ name: "a" }, { name: "b" }], nextPageToken: "t=1", totalSize: 3 },
    { models: [{ name: "c" }], nextPageToken: "" },
  ];
  const server = await rawServer((reply) => reply.json(200, pages.shift()));
  const query = { account: "me", filter: "supports_serverless=true", pageSize: 2 };
  const listed = await collect(client(server.baseURL).models.listCatalogue(query));
  expect(listed.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  expect(server.requests.map(({ path }) => path)).toEqual([
    "/v1/accounts/me/models?pageSize=2&filter=supports_serverless%3Dtrue",
    "/v1/accounts/me/models?pageSize=2&filter=supports_serverless%3Dtrue&pageToken=t%3D1",
  ]);
});

test("A132: a list without models ends, and so does one whose token never changes", async () => {
  const empty = await rawServer((reply) => reply.json(200, {}));
  expect(await collect(client(empty.baseURL).models.listCatalogue())).toEqual([]);
  const stuck = await rawServer((reply) =>
    reply.json(200, { models: [{ name: "a" }], nextPageToken: "t" }),
  );
  expect(await collect(client(stuck.baseURL).models.listCatalogue())).toHaveLength(2);
});

test("A132: an account that is not given is Fireworks' own, also when it is undefined", async () => {
  const server = await rawServer((reply) => reply.json(200, {}));
  const { models } = client(server.baseURL, { accountId: "me" });
  await models.listCatalogue({ account: undefined }).all();
  expect(server.requests[0]?.path).toMatch(/^\/v1\/accounts\/fireworks\/models\?/);
});
