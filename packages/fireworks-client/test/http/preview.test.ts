import { createFireworksLocal } from "fireworks-local";
import { describe, expect, test, vi } from "vitest";
import { hideCredentials } from "../../src/errors/redact.js";
import { previewOf } from "../../src/http/preview.js";
import { client, KEY, REQUEST } from "../samples.js";

const chat = (options: Parameters<typeof client>[1] = {}) => {
  const local = createFireworksLocal();
  const fetch = vi.fn<typeof globalThis.fetch>(local.fetch);
  return {
    fetch,
    local,
    completions: client(local.baseURL, { fetch, ...options }).chat.completions,
  };
};

describe("D36: completions.toRequest", () => {
  test.each([false, true])("with stream %s is what create sends", async (stream) => {
    const { fetch, completions } = chat({ defaultHeaders: { "X-Team": "acme" } });
    const options = { headers: { "x-call": "1" }, fallbackHeaders: { "x-team": "weak" } };
    const preview = completions.toRequest({ ...REQUEST, stream }, options);
    expect(fetch).not.toHaveBeenCalled();
    await completions.create({ ...REQUEST, stream }, options);
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(preview.url).toBe(url);
    expect(preview.method).toBe(init?.method);
    expect(JSON.stringify(preview.body)).toBe(init?.body);
    const headers = Object.fromEntries(init?.headers as Headers);
    expect(headers.authorization).toBe(`Bearer ${KEY}`);
    expect(preview.headers).toStrictEqual({ ...headers, authorization: "Bearer [hidden]" });
    expect(preview.headers["x-team"]).toBe("acme");
  });

  test("the body holds what JSON holds: no undefined", () => {
    const { completions } = chat();
    const preview = completions.toRequest({ ...REQUEST, temperature: undefined });
    expect(preview.body).not.toHaveProperty("temperature");
  });
});

test("D36: fallbackHeaders give way to the client's and the call's, also to null", async () => {
  const { local, completions } = chat({ defaultHeaders: { "X-A": "client", "x-b": null } });
  const fallbackHeaders = { "x-a": "weak", "x-b": "weak", "x-c": "weak", "x-d": "weak" };
  await completions.create(REQUEST, { fallbackHeaders, headers: { "X-C": "call" } });
  const { headers } = local.requests[0] ?? {};
  expect(headers).toMatchObject({ "x-a": "client", "x-c": "call", "x-d": "weak" });
  expect(headers).not.toHaveProperty("x-b");
});

test.each([
  ["authorization", "Bearer abc", "Bearer [hidden]"],
  ["authorization", "Basic abc", "Basic [hidden]"],
  ["authorization", "abcdef", "[hidden]"],
  ["x-goog-api-key", "abcdef", "[hidden]"],
  ["x-amz-security-token", "abcdef", "[hidden]"],
  ["cf-access-client-secret", "abcdef", "[hidden]"],
  ["x-prompt-cache-isolation-key", "tenant-1", "tenant-1"],
  ["x-session-affinity", "t1", "t1"],
  ["x-author", "me", "me"],
])("D36: the header %s: %s is shown as %s", (name, value, shown) => {
  expect(hideCredentials(new Headers({ [name]: value }), [])).toStrictEqual({ [name]: shown });
});

test("D36: a key in a header of another name is hidden; a key that is made for each call is not asked for", () => {
  const request = { method: "GET", url: "http://x/", headerLayers: [{ "x-a": "k 4711" }] } as const;
  const make = vi.fn<() => string>(() => "never");
  const shown = (apiKey?: string | (() => string)) =>
    previewOf(request as unknown as Parameters<typeof previewOf>[0], apiKey);
  const authorization = "Bearer [hidden]";
  expect(shown("4711").headers).toEqual({ authorization, "x-a": "k [redacted]" });
  expect(shown(make).headers).toEqual({ authorization, "x-a": "k 4711" });
  expect(shown().headers).toEqual({ "x-a": "k 4711" });
  expect(make).not.toHaveBeenCalled();
  expect(shown().body).toBeUndefined();
});
