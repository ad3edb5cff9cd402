import * as fc from "fast-check";
import { expect, test } from "vitest";
import { FireworksConfigurationError } from "fireworks-client";
import { controlPlaneURL, isFireworksHost, normalizeBaseURL } from "../src/base-url.js";

test.each([
  ["https://api.fireworks.ai/inference/v1", "https://api.fireworks.ai/inference/v1"],
  ["https://api.fireworks.ai/inference/v1///", "https://api.fireworks.ai/inference/v1"],
  ["https://api.fireworks.ai", "https://api.fireworks.ai/inference/v1"],
  ["https://us.api.fireworks.ai/", "https://us.api.fireworks.ai/inference/v1"],
  ["https://api.fireworks.ai/inference", "https://api.fireworks.ai/inference/v1"],
  [
    "https://api.fireworks.ai/inference/v1/chat/completions",
    "https://api.fireworks.ai/inference/v1",
  ],
  [
    "https://api.fireworks.ai/inference/v1/chat/completions/",
    "https://api.fireworks.ai/inference/v1",
  ],
  ["https://x.us-east.direct.fireworks.ai", "https://x.us-east.direct.fireworks.ai/v1"],
  ["https://x.us-east.direct.fireworks.ai/v1", "https://x.us-east.direct.fireworks.ai/v1"],
  ["http://localhost:4141", "http://localhost:4141/inference/v1"],
  ["http://[::1]:4141/", "http://[::1]:4141/inference/v1"],
  ["http://localhost:4141/chat/completions", "http://localhost:4141"],
  ["  https://proxy.example/openai/v1 ", "https://proxy.example/openai/v1"],
  ["https://proxy.example/v1", "https://proxy.example/v1"],
])("A9: %s becomes %s", (given, expected) => {
  expect(normalizeBaseURL(given)).toBe(expected);
});

test("A9: what was made uniform stays as it is", () => {
  fc.assert(
    fc.property(fc.webUrl({ withFragments: false, withQueryParameters: false }), (url) => {
      const once = normalizeBaseURL(url);
      expect(normalizeBaseURL(once)).toBe(once);
      expect(once.endsWith("/")).toBe(false);
    }),
  );
});

test.each([
  "",
  " ",
  "api.fireworks.ai/inference/v1",
  "localhost:4141",
  "ftp://x.example",
  "https://",
  "/v1",
  "https://x.example/v1?a=1",
  "https://x.example/v1#a",
  "https://x.example/v1?",
  "file:///etc",
])("A9: %o is a configuration error for baseURL", (value) => {
  const normalize = () => normalizeBaseURL(value);
  expect(normalize).toThrow(FireworksConfigurationError);
  expect(normalize).toThrow(
    expect.objectContaining({ field: "baseURL", code: "invalid_base_url" }),
  );
});

test("A21: credentials in the URL are refused without being printed", () => {
  expect(() => normalizeBaseURL("https://user:hunter2@x.example/v1", "FIREWORKS_BASE_URL")).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("hunter2") }),
  );
});

test("a base URL that is not a string is a configuration error", () => {
  expect(() => normalizeBaseURL(7 as unknown as string)).toThrow(FireworksConfigurationError);
});

test.each([
  ["https://api.fireworks.ai/inference/v1", true],
  ["https://x.direct.fireworks.ai/v1", true],
  ["https://notfireworks.ai/v1", false],
  ["https://fireworks.ai.evil.example/v1", false],
])("%s is Fireworks' own: %s", (url, own) => {
  expect(isFireworksHost(url)).toBe(own);
});

test.each([
  ["https://api.fireworks.ai/inference/v1", "https://api.fireworks.ai/v1"],
  ["https://us.api.fireworks.ai/inference/v1", "https://us.api.fireworks.ai/v1"],
  ["http://127.0.0.1:4141/inference/v1", "http://127.0.0.1:4141/v1"],
  ["https://proxy.example/fireworks/inference/v1", "https://proxy.example/fireworks/v1"],
  ["http://127.0.0.1:4141/v1", "http://127.0.0.1:4141/v1"],
  ["https://proxy.example/fireworks/v1", "https://proxy.example/fireworks/v1"],
  ["https://proxy.example/fireworks", "https://proxy.example/v1"],
  ["http://localhost:4141", "http://localhost:4141/v1"],
])("A132: the control plane beside %s is %s", (inference, control) => {
  expect(controlPlaneURL(inference)).toBe(control);
});
