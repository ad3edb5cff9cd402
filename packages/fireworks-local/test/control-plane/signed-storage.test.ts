import type { ModelUploadEndpoint } from "fireworks-client/wire";
import type { FireworksLocal } from "fireworks-local";
import { expect, test } from "vitest";
import { local } from "../local.js";
import { call, clocked, refused } from "./gateway.js";

const OBJECT = "config.json";

async function address(server: FireworksLocal, size = 5): Promise<string> {
  await call(server, "POST", "/acme/models", { modelId: "m", model: { kind: "CUSTOM_MODEL" } });
  const body = { filenameToSize: { [OBJECT]: String(size) } };
  const path = "/acme/models/m:getUploadEndpoint";
  const [, { filenameToSignedUrls }] = await call<ModelUploadEndpoint>(server, "POST", path, body);
  return filenameToSignedUrls?.[OBJECT] ?? "";
}

async function put(
  server: FireworksLocal,
  url: string,
  body = "12345",
  headers = {},
): Promise<[number, string]> {
  const response = await server.fetch(url, { method: "PUT", body, headers });
  const code = /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1] ?? "";
  return [response.status, code];
}

test("an upload has the size that was signed, in its body and in its header", async () => {
  const server = local();
  const url = await address(server);
  expect(await put(server, url, "1234")).toEqual([400, "EntityTooSmall"]);
  expect(await put(server, url, "123456")).toEqual([400, "EntityTooLarge"]);
  expect(await put(server, url, "12345", { "x-goog-content-length-range": "0,5" })).toEqual([
    403,
    "SignatureDoesNotMatch",
  ]);
  expect(await put(server, url, "12345", { "x-goog-content-length-range": "5,5" })).toEqual([
    200,
    "",
  ]);
  expect(await put(server, url)).toEqual([200, ""]);
});

test("an address ends after ten minutes", async () => {
  const { server, clock } = clocked();
  const url = await address(server);
  clock.ms += 10 * 60_000 - 1;
  expect(await put(server, url)).toEqual([200, ""]);
  clock.ms += 1;
  expect(await put(server, url)).toEqual([403, "ExpiredToken"]);
});

test("an address opens its own object, by its own method, with its own signature", async () => {
  const server = local();
  const url = await address(server);
  const forged = [
    url.replace("acme/models/m", "acme/models/n"),
    url.replace(/X-Local-Signature=\w{4}/, "X-Local-Signature=0000"),
    url.replace(/X-Local-Signature=\w+/, ""),
    `${new URL(url).origin}/_storage/x`,
  ];
  for (const other of forged)
    expect(await put(server, other)).toEqual([403, "SignatureDoesNotMatch"]);
  expect((await server.fetch(url)).status).toBe(403);
});

test("an address carries its scope, so that nothing else has to be sent", async () => {
  const server = local();
  const scope = server.scope("a test/with words");
  const headers = { authorization: `Bearer fw_any`, ...scope.headers };
  const send = async (
    method: string,
    path: string,
    body?: object,
  ): Promise<ModelUploadEndpoint> => {
    const url = `${server.url}/v1/accounts/acme/models${path}`;
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    return (await server.fetch(url, init)).json() as Promise<ModelUploadEndpoint>;
  };
  await send("POST", "", { modelId: "m", model: { kind: "CUSTOM_MODEL" } });
  const answer = await send("POST", "/m:getUploadEndpoint", { filenameToSize: { a: 5 } });
  expect(await put(server, answer.filenameToSignedUrls?.["a"] ?? "")).toEqual([200, ""]);
  expect(await send("GET", "/m:validateUpload")).toEqual({ warnings: [] });
  expect(scope.requests.map(({ method }) => method)).toEqual(["POST", "POST", "PUT", "GET"]);
});

test("a file beyond the limit is refused before it is kept", async () => {
  const server = local({ maxUploadBytes: 4 });
  const response = await server.fetch(await address(server), { method: "PUT", body: "12345" });
  expect(response.status).toBe(413);
});

test("a signed address takes more than a form may hold, up to what is stored at all", async () => {
  const server = local();
  const size = 150 * 1024 * 1024 + 1;
  const response = await server.fetch(await address(server, size), {
    method: "PUT",
    body: new Uint8Array(size),
  });
  expect(response.status).toBe(200);
  const body = { filenameToSize: { huge: String(1024 * 1024 * 1024 + 1) } };
  expect(await call(server, "POST", "/acme/models/m:getUploadEndpoint", body)).toEqual(
    refused(400, 3, expect.stringContaining("stores 1073741824 bytes at most")),
  );
});

test("what is uploaded may be larger than a request of inference", async () => {
  const server = local({ maxBodyBytes: 100 });
  expect(await put(server, await address(server, 1_000), "x".repeat(1_000))).toEqual([200, ""]);
});

test("over a port an address leads to the port", async () => {
  await using server = local();
  const { url, port } = await server.listen();
  expect(url).toBe(`http://127.0.0.1:${port}`);
  const signed = await address(server);
  expect(new URL(signed).port).toBe(String(port));
  const { status } = await fetch(signed, { method: "PUT", body: "12345" });
  expect(status).toBe(200);
});
