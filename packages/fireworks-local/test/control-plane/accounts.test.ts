import { expect, test } from "vitest";
import { local } from "../local.js";
import { call, refused } from "./gateway.js";

test("a key belongs to one account, so that the SDK takes it as its own", async () => {
  const [status, answer] = await call(local(), "GET", "?pageSize=2");
  expect([status, answer]).toEqual([
    200,
    {
      accounts: [expect.objectContaining({ name: "accounts/local", state: "READY" })],
      nextPageToken: "",
      totalSize: 1,
    },
  ]);
});

test("with an account of its own, all others but Fireworks' are refused", async () => {
  const server = local({ account: "acme" });
  expect((await call(server, "GET", ""))[1]).toMatchObject({
    accounts: [{ name: "accounts/acme" }],
  });
  expect(await call(server, "GET", "/acme?readMask=name,state")).toEqual([
    200,
    { name: "accounts/acme", state: "READY" },
  ]);
  expect((await call(server, "GET", "/fireworks/models"))[0]).toBe(200);
  const denied = refused(403, 7, "the API key has no permission on accounts/other");
  for (const path of ["/other", "/other/models", "/other/deployments/d"])
    expect(await call(server, "GET", path)).toEqual(denied);
});

test("an account that can be none is refused before anything starts", () => {
  expect(() => local({ account: "accounts/acme" })).toThrow('invalid account "accounts/acme"');
});

test("without one, any id works as the caller's own, and Fireworks' is for reading", async () => {
  const server = local();
  const body = { modelId: "m", model: { kind: "CUSTOM_MODEL" } };
  expect((await call(server, "POST", "/anybody/models", body))[0]).toBe(200);
  expect(await call(server, "POST", "/fireworks/models", body)).toEqual(
    refused(403, 7, "the API key has no permission on accounts/fireworks"),
  );
  expect(await call(server, "GET", "/Not%20An%20Id/models")).toEqual(
    refused(400, 3, expect.stringContaining("invalid account_id")),
  );
});

test("a wrong method and a wrong path are refused as the gateway refuses", async () => {
  expect(await call(local(), "POST", "/acme", {})).toEqual(refused(405, 12, "Method Not Allowed"));
  expect(await call(local(), "GET", "/acme/nothing")).toEqual(
    refused(404, 5, "Path not found: /v1/accounts/acme/nothing"),
  );
  const response = await local().fetch("http://x/v1/accounts/acme", { headers: {} });
  expect([response.status, await response.json()]).toEqual([
    401,
    { error: expect.objectContaining({ code: "UNAUTHORIZED" }), request_id: expect.any(String) },
  ]);
});
