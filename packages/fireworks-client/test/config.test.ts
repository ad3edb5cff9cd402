import { afterEach, describe, expect, test, vi } from "vitest";
import {
  FireworksAuthenticationError,
  FireworksConfigurationError,
  FireworksError,
} from "fireworks-client";
import type { FireworksClientOptions } from "fireworks-client";
import { readEnvironment, resolveConfig } from "../src/config.js";
import { resolveLimits, resolveMaxRetries } from "../src/limits.js";
import { KEY } from "./samples.js";

afterEach(() => void vi.unstubAllGlobals());

const PROXY = "https://proxy.example/v1";

function refusal(options: FireworksClientOptions, env = {}): FireworksConfigurationError {
  try {
    resolveConfig(options, env);
  } catch (error) {
    if (FireworksConfigurationError.isInstance(error)) return error;
    throw error;
  }
  throw new Error("expected a refusal");
}

test("A18: option over environment over default", () => {
  const env = {
    FIREWORKS_API_KEY: "fw_env",
    FIREWORKS_BASE_URL: "https://a.example/v1",
    FIREWORKS_API_BASE: "https://b.example/v1",
    FIREWORKS_ACCOUNT_ID: "acct",
  };
  expect(resolveConfig({}, env)).toMatchObject({
    apiKey: "fw_env",
    baseURL: "https://a.example/v1",
    accountId: "acct",
  });
  expect(resolveConfig({ apiKey: KEY, baseURL: PROXY, accountId: "me" }, env)).toMatchObject({
    apiKey: KEY,
    baseURL: PROXY,
    accountId: "me",
  });
  expect(resolveConfig({}, { ...env, FIREWORKS_BASE_URL: "" }).baseURL).toBe(
    "https://b.example/v1",
  );
  expect(resolveConfig({ apiKey: KEY }, {})).toMatchObject({
    baseURL: "https://api.fireworks.ai/inference/v1",
    accountId: undefined,
    maxRetries: 2,
    limits: {},
  });
});

test("A22: only FIREWORKS_* names are read", () => {
  const names: string[] = [];
  const env = new Proxy<Record<string, string>>(
    {},
    {
      get: (_target, name) => void names.push(String(name)),
      has: (_target, name) => void names.push(String(name)) as unknown as boolean,
    },
  );
  resolveConfig({ apiKey: KEY }, env);
  resolveConfig({ baseURL: PROXY }, env);
  expect(names.length).toBeGreaterThan(3);
  expect(names.filter((name) => !name.startsWith("FIREWORKS_"))).toEqual([]);
});

test("works where there is no process, or where it may not be read", () => {
  vi.stubGlobal("process", undefined);
  expect(readEnvironment()).toEqual({});
  vi.stubGlobal("process", {
    get env() {
      throw new Error("not allowed");
    },
  });
  expect(readEnvironment()).toEqual({});
});

test("A19: without a key for Fireworks: both an authentication and a configuration error", () => {
  for (const env of [{}, { FIREWORKS_API_KEY: "" }, { FIREWORKS_API_KEY: "  " }]) {
    const error = refusal({}, env);
    expect(FireworksAuthenticationError.isInstance(error)).toBe(true);
    expect(error).toBeInstanceOf(FireworksAuthenticationError);
    expect(error).toMatchObject({ field: "apiKey", code: "missing_api_key", retryable: false });
    expect(Reflect.get(error, "status")).toBeUndefined();
    expect(error.message).toContain("FIREWORKS_API_KEY");
    expect(error.message).toContain("https://fireworks.ai/account/api-keys");
  }
});

test("A18: a base URL that is not Fireworks' needs no key", () => {
  expect(resolveConfig({ baseURL: PROXY }, {}).apiKey).toBeUndefined();
  expect(resolveConfig({}, { FIREWORKS_BASE_URL: PROXY }).apiKey).toBeUndefined();
  const blank = { FIREWORKS_API_KEY: "  ", FIREWORKS_BASE_URL: " ", FIREWORKS_API_BASE: PROXY };
  expect(resolveConfig({}, blank)).toMatchObject({ apiKey: undefined, baseURL: PROXY });
});

test.each(["", "  ", "\n"])("A19: the explicitly empty key %o is refused everywhere", (apiKey) => {
  expect(refusal({ apiKey, baseURL: PROXY }, { FIREWORKS_API_KEY: KEY })).toMatchObject({
    field: "apiKey",
  });
});

test.each([`${KEY}\n`, `${KEY}\r\nX-Evil: 1`, `${KEY} `, `ключ-${KEY}`, `${KEY}\0`])(
  "A21: the key %o is refused and not printed",
  (apiKey) => {
    const error = refusal({ apiKey });
    expect(error).toMatchObject({ field: "apiKey", code: "invalid_api_key" });
    expect(JSON.stringify(error) + error.stack).not.toContain(KEY);
  },
);

test("a key that is not a string is refused", () => {
  expect(refusal({ apiKey: 7 as unknown as string })).toMatchObject({ code: "invalid_api_key" });
});

test("A23: a literal key in a browser needs a flag; a function and a proxy do not", () => {
  vi.stubGlobal("window", {});
  vi.stubGlobal("document", {});
  expect(refusal({ apiKey: KEY })).toMatchObject({ code: "key_in_browser", field: "apiKey" });
  expect(resolveConfig({ apiKey: KEY, dangerouslyAllowBrowser: true }, {}).apiKey).toBe(KEY);
  expect(typeof resolveConfig({ apiKey: () => KEY }, {}).apiKey).toBe("function");
  expect(resolveConfig({ baseURL: PROXY }, {}).apiKey).toBeUndefined();
});

describe("A23: a worker of a page is a browser too, and a server's worker is none", () => {
  test.each(["Dedicated", "Shared", "Service"])("%sWorkerGlobalScope", (kind) => {
    vi.stubGlobal(`${kind}WorkerGlobalScope`, () => {});
    vi.stubGlobal("location", { href: "https://page.test/worker.js" });
    expect(refusal({ apiKey: KEY })).toMatchObject({ code: "key_in_browser" });
    expect(typeof resolveConfig({ apiKey: () => KEY }, {}).apiKey).toBe("function");
  });

  test.each<[string, Record<string, unknown>]>([
    ["a runtime without a location", {}],
    ["Deno", { location: {}, Deno: {} }],
    ["Cloudflare", { location: {}, navigator: { userAgent: "Cloudflare-Workers" } }],
  ])("%s", (_, globals) => {
    vi.stubGlobal("ServiceWorkerGlobalScope", () => {});
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    expect(resolveConfig({ apiKey: KEY }, {}).apiKey).toBe(KEY);
  });
});

test("FIREWORKS_CUSTOM_HEADERS is read line by line; a bad line is named, not printed", () => {
  const { headerLayers } = resolveConfig(
    { apiKey: KEY },
    { FIREWORKS_CUSTOM_HEADERS: "X-A: 1\r\n\nX-B:2:3\n" },
  );
  expect(headerLayers).toEqual([{ "X-A": "1", "X-B": "2:3" }]);
  const error = refusal({ apiKey: KEY }, { FIREWORKS_CUSTOM_HEADERS: "X-A: 1\nsecret stuff" });
  expect(error).toMatchObject({ field: "FIREWORKS_CUSTOM_HEADERS" });
  expect(error.message).toContain("Line 2");
  expect(error.message).not.toContain("secret");
});

test.each(["timeout", "firstByteTimeout", "streamIdleTimeout"] as const)(
  "%s is checked",
  (field) => {
    for (const value of [0, -1, Number.NaN, "5" as unknown as number]) {
      expect(() => resolveLimits({ [field]: value }, {})).toThrow(
        expect.objectContaining({ field }),
      );
    }
    expect(resolveLimits({ [field]: 5 }, {})).toMatchObject({ [`${field}Ms`]: 5 });
    expect(resolveLimits({ [field]: 1e12 }, {})).toMatchObject({ [`${field}Ms`]: 2 ** 31 - 1 });
    expect(resolveLimits({}, { [`${field}Ms`]: 7 })).toMatchObject({ [`${field}Ms`]: 7 });
    for (const none of [null, Number.POSITIVE_INFINITY]) {
      expect(resolveLimits({ [field]: none }, { [`${field}Ms`]: 7 })).toEqual({});
    }
  },
);

test("A107: maxRetries: default, null and bad values", () => {
  expect(resolveMaxRetries(undefined, 2)).toBe(2);
  expect(resolveMaxRetries(null, 2)).toBe(0);
  expect(resolveMaxRetries(5, 2)).toBe(5);
  for (const value of [-1, 1.5, Number.NaN, "2" as unknown as number]) {
    expect(() => resolveMaxRetries(value, 2)).toThrow(FireworksError);
  }
});

test("an unknown logLevel is an error, an unknown FIREWORKS_LOG is not", () => {
  expect(refusal({ apiKey: KEY, logLevel: "loud" as "info" })).toMatchObject({ field: "logLevel" });
  expect(() => resolveConfig({ apiKey: KEY }, { FIREWORKS_LOG: "loud" })).not.toThrow();
});
