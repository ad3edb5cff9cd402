import { FireworksClient } from "fireworks-client";
import { createFireworksLocal } from "fireworks-local";
import { ChatFireworks, type ChatFireworksFields } from "langchain-fireworks";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { failureOf } from "../failure.js";
import { KEY, localModels, MODEL } from "../local-model.js";

const DEFAULT_URL = "https://api.fireworks.ai/inference/v1/chat/completions";
const NAMES = [
  "FIREWORKS_API_KEY",
  "FIREWORKS_BASE_URL",
  "FIREWORKS_API_BASE",
  "LANGSMITH_GATEWAY",
  "LANGSMITH_GATEWAY_API_KEY",
  "LANGSMITH_API_KEY",
  "OPENAI_API_KEY",
  "OPENAI_BASE_URL",
  "OPENAI_ORG_ID",
];

beforeEach(() => {
  for (const name of NAMES) vi.stubEnv(name, undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

/** Where a call goes and with which headers. */
async function sent(fields: Partial<ChatFireworksFields> = {}, options = {}) {
  const local = createFireworksLocal();
  const seen: { url: string; headers: Headers }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    seen.push({ url: String(input), headers: new Headers(init?.headers) });
    return local.fetch("http://fireworks.local/inference/v1/chat/completions", {
      ...init,
      headers: { authorization: "Bearer any", "content-type": "application/json" },
    });
  };
  const llm = new ChatFireworks({ model: MODEL, fetch, maxRetries: 0, ...fields });
  await llm.invoke("hi", options);
  const [request] = seen;
  if (request === undefined) throw new Error("Nothing was sent.");
  return request;
}

const bearer = (headers: Headers): string | null => headers.get("authorization");

describe("A18–A20, D31: the key", () => {
  test("comes from FIREWORKS_API_KEY", async () => {
    vi.stubEnv("FIREWORKS_API_KEY", KEY);
    expect(bearer((await sent()).headers)).toBe(`Bearer ${KEY}`);
  });

  test.each([{ apiKey: "fw_mine" }, { fireworksApiKey: "fw_mine" }])(
    "%o beats the environment",
    async (fields) => {
      vi.stubEnv("FIREWORKS_API_KEY", KEY);
      expect(bearer((await sent(fields)).headers)).toBe("Bearer fw_mine");
    },
  );

  test("apiKey beats its alias", async () => {
    const { headers } = await sent({ apiKey: "fw_a", fireworksApiKey: "fw_b" });
    expect(bearer(headers)).toBe("Bearer fw_a");
  });

  test.each([
    ["missing", {}],
    ["empty", { apiKey: "" }],
    ["blank", { apiKey: " " }],
  ])("%s is a typed error that names the variable and the page", async (_, fields) => {
    const error = await failureOf(() => new ChatFireworks({ model: MODEL, ...fields }));
    expect(error).toMatchObject({ name: "FireworksMissingApiKeyError", field: "apiKey" });
    expect(error.message).toContain("FIREWORKS_API_KEY");
    expect(error.message).toContain("https://fireworks.ai/");
  });

  test("A19: a missing key has LangChain's code for it", async () => {
    const error = await failureOf(() => new ChatFireworks({ model: MODEL }));
    expect(error.lc_error_code).toBe("MODEL_AUTHENTICATION");
  });

  test("an empty variable counts as none", async () => {
    vi.stubEnv("FIREWORKS_API_KEY", "");
    expect((await failureOf(() => new ChatFireworks({ model: MODEL }))).name).toBe(
      "FireworksMissingApiKeyError",
    );
  });

  test("a function is asked for every attempt, and its answer is not kept", async () => {
    let calls = 0;
    const seen: (string | null)[] = [];
    const { local, model } = localModels({
      faults: [{ fault: { status: 500, headers: { "retry-after-ms": "1" } }, times: 1 }],
    });
    const llm = model({
      apiKey: async () => `fw_key_${++calls}`,
      maxRetries: 1,
      fetch: (input, init) => {
        seen.push(bearer(new Headers(init?.headers)));
        return local.fetch(input, init);
      },
    });
    await llm.invoke("hi");
    await llm.invoke("hi");
    expect(seen).toStrictEqual(["Bearer fw_key_1", "Bearer fw_key_2", "Bearer fw_key_3"]);
  });

  test("a function that fails is a typed error", async () => {
    const apiKey = async (): Promise<string> => {
      throw new Error("vault closed");
    };
    const error = await failureOf(() => localModels().model({ apiKey }).invoke("hi"));
    expect(error).toMatchObject({ name: "FireworksConfigurationError", field: "apiKey" });
  });

  test("none is needed with a base URL that is not Fireworks'", async () => {
    const { url, headers } = await sent({ baseURL: "https://proxy.test/v1" });
    expect(url).toBe("https://proxy.test/v1/chat/completions");
    expect(bearer(headers)).toBeNull();
  });
});

describe("A9: the base URL", () => {
  beforeEach(() => vi.stubEnv("FIREWORKS_API_KEY", KEY));

  test("is Fireworks' by default", async () => {
    expect((await sent()).url).toBe(DEFAULT_URL);
  });

  test.each([
    ["https://a.test", "https://a.test/inference/v1/chat/completions"],
    ["https://a.test/", "https://a.test/inference/v1/chat/completions"],
    ["https://a.test/inference", "https://a.test/inference/v1/chat/completions"],
    ["https://a.test/inference/v1", "https://a.test/inference/v1/chat/completions"],
    ["https://a.test/inference/v1/", "https://a.test/inference/v1/chat/completions"],
    ["https://a.test/openai/v1", "https://a.test/openai/v1/chat/completions"],
  ])("%s means %s, in the option and in either variable", async (given, url) => {
    expect((await sent({ baseURL: given })).url).toBe(url);
    for (const name of ["FIREWORKS_BASE_URL", "FIREWORKS_API_BASE"]) {
      vi.stubEnv(name, given);
      expect((await sent()).url).toBe(url);
      vi.stubEnv(name, undefined);
    }
  });

  test("option beats FIREWORKS_BASE_URL beats FIREWORKS_API_BASE beats the gateway", async () => {
    vi.stubEnv("LANGSMITH_GATEWAY", "true");
    vi.stubEnv("LANGSMITH_GATEWAY_API_KEY", "lsv2_gateway");
    vi.stubEnv("FIREWORKS_API_BASE", "https://two.test/v1");
    expect((await sent()).url).toBe("https://two.test/v1/chat/completions");
    vi.stubEnv("FIREWORKS_BASE_URL", "https://one.test/v1");
    expect((await sent()).url).toBe("https://one.test/v1/chat/completions");
    const option = { baseURL: "https://zero.test/v1" };
    expect((await sent(option)).url).toBe("https://zero.test/v1/chat/completions");
    const configured = { configuration: { baseURL: "https://conf.test/v1" } };
    expect((await sent(configured)).url).toBe("https://conf.test/v1/chat/completions");
  });

  test("A22, D31: other vendors' variables change nothing", async () => {
    vi.stubEnv("OPENAI_API_KEY", "sk-other");
    vi.stubEnv("OPENAI_BASE_URL", "https://openai.test/v1");
    vi.stubEnv("OPENAI_ORG_ID", "org-1");
    const { url, headers } = await sent();
    expect(url).toBe(DEFAULT_URL);
    expect([...headers.values()].join(" ")).not.toMatch(/sk-other|org-1/);
  });
});

describe("A10: the LangSmith gateway", () => {
  beforeEach(() => vi.stubEnv("LANGSMITH_GATEWAY", "true"));

  test("is used with its own key; Fireworks' key does not go there", async () => {
    vi.stubEnv("LANGSMITH_GATEWAY_API_KEY", "lsv2_gateway");
    vi.stubEnv("FIREWORKS_API_KEY", KEY);
    for (const fields of [{}, { apiKey: KEY }]) {
      const { url, headers } = await sent(fields);
      expect(url).toContain("fireworks");
      expect(new URL(url).hostname).not.toMatch(/fireworks\.ai$/);
      expect(bearer(headers)).toBe("Bearer lsv2_gateway");
    }
  });

  test("the gateway's key does not go to Fireworks", async () => {
    vi.stubEnv("LANGSMITH_GATEWAY_API_KEY", "lsv2_gateway");
    vi.stubEnv("FIREWORKS_API_KEY", KEY);
    vi.stubEnv("FIREWORKS_BASE_URL", "https://api.fireworks.ai/inference/v1");
    const { url, headers } = await sent();
    expect(url).toBe(DEFAULT_URL);
    expect(bearer(headers)).toBe(`Bearer ${KEY}`);
  });

  test("without a key of its own it is a typed error", async () => {
    const error = await failureOf(() => new ChatFireworks({ model: MODEL, apiKey: KEY }));
    expect(error).toMatchObject({ name: "FireworksConfigurationError", field: "apiKey" });
    expect(error.message).not.toContain(KEY);
  });
});

describe("A11: headers", () => {
  const key = { apiKey: KEY };

  test("a call's headers lie over the defaults, without regard to case; null removes", async () => {
    const { headers } = await sent(
      { ...key, defaultHeaders: { "X-Team": "a", "X-Trace": "1", "X-Gone": "x" } },
      { headers: { "x-team": "b", "x-gone": null } },
    );
    expect(headers.get("x-team")).toBe("b");
    expect(headers.get("x-trace")).toBe("1");
    expect(headers.has("x-gone")).toBe(false);
  });

  test.each([
    ["configuration", { configuration: { defaultHeaders: { "x-team": "a" } } }],
    ["a Headers object", { defaultHeaders: new Headers({ "x-team": "a" }) }],
  ])("defaults come from %s too", async (_, fields) => {
    expect((await sent({ ...key, ...fields })).headers.get("x-team")).toBe("a");
  });

  test("a Headers object works in a call", async () => {
    const { headers } = await sent(key, { headers: new Headers({ "x-team": "a" }) });
    expect(headers.get("x-team")).toBe("a");
  });

  test("A15: session ids become their two headers; a call wins, null removes", async () => {
    const fields = { ...key, sessionAffinity: "s1", multiTurnSessionId: "m1" };
    const first = (await sent(fields)).headers;
    expect(first.get("x-session-affinity")).toBe("s1");
    expect(first.get("x-multi-turn-session-id")).toBe("m1");
    const second = (await sent(fields, { sessionAffinity: "s2", multiTurnSessionId: null }))
      .headers;
    expect(second.get("x-session-affinity")).toBe("s2");
    expect(second.has("x-multi-turn-session-id")).toBe(false);
  });

  test("A127: the user agent names both packages and their versions", async () => {
    const { headers } = await sent(key);
    expect(headers.get("user-agent")).toMatch(
      /^langchain-fireworks\/\d+\.\d+\.\d+\S* fireworks-client\/\d+\.\d+\.\d+/,
    );
  });

  test("A127: in a browser there is none", async () => {
    vi.stubGlobal("window", {});
    vi.stubGlobal("document", {});
    const { headers } = await sent({ ...key, dangerouslyAllowBrowser: true });
    expect(headers.has("user-agent")).toBe(false);
  });
});

describe("A12/A13: fetch and client", () => {
  test("fetchOptions are given to every fetch", async () => {
    const seen: unknown[] = [];
    const { local, model } = localModels();
    const fetch: typeof globalThis.fetch = (input, init) => {
      seen.push(init?.keepalive);
      return local.fetch(input, { ...init, keepalive: false });
    };
    await model({ fetch, fetchOptions: { keepalive: true } }).invoke("hi");
    expect(seen).toStrictEqual([true]);
  });

  test("an injected client is used, and no key is asked for", async () => {
    const local = createFireworksLocal();
    const client = new FireworksClient({ apiKey: KEY, baseURL: local.baseURL, fetch: local.fetch });
    const llms = [
      new ChatFireworks({ model: MODEL, client }),
      new ChatFireworks(MODEL, { client }),
    ];
    for (const llm of llms) await llm.invoke("hi");
    expect(local.requests).toHaveLength(2);
  });

  test("an injected client needs one method only", async () => {
    const response = {
      id: "1",
      object: "chat.completion",
      created: 1,
      model: MODEL,
      choices: [{ index: 0, message: { role: "assistant", content: "x" }, finish_reason: "stop" }],
    };
    const create = () => ({
      withResponse: async () => ({ data: response, response: { attempts: 1 } }),
    });
    const client = { chat: { completions: { create } } } as never;
    expect((await new ChatFireworks({ model: MODEL, client }).invoke("hi")).content).toBe("x");
  });
});

describe("A23, D31: in a browser", () => {
  beforeEach(() => {
    vi.stubGlobal("window", {});
    vi.stubGlobal("document", {});
  });

  test("a literal key is refused", async () => {
    const error = await failureOf(() => new ChatFireworks({ model: MODEL, apiKey: KEY }));
    expect(error).toMatchObject({ code: "key_in_browser", field: "apiKey" });
    expect(error.message).not.toContain(KEY);
  });

  test.each([
    ["the flag", { apiKey: KEY, dangerouslyAllowBrowser: true }],
    ["a function", { apiKey: async () => KEY }],
    ["a proxy without a key", { baseURL: "https://proxy.test/v1" }],
  ])("%s is accepted", (_, fields) => {
    expect(() => new ChatFireworks({ model: MODEL, ...fields })).not.toThrow();
  });
});
