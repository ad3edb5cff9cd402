import {
  ChatFireworks,
  type ChatFireworksCallOptions,
  type ChatFireworksFields,
} from "langchain-fireworks";
import { createHash } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { sessionFields } from "../../src/settings/session-id.js";
import { collect, failureOf } from "../failure.js";
import { KEY, lastBody, localModels, MODEL } from "../local-model.js";

const AFFINITY = "x-session-affinity";
const MULTI_TURN = "x-multi-turn-session-id";

const hashOf = (id: string): string => createHash("sha256").update(id).digest("hex");

/** What a call sends about its session. */
async function sent(
  fields: Partial<ChatFireworksFields>,
  options: Partial<ChatFireworksCallOptions> = {},
) {
  const { local, model } = localModels();
  await model(fields).invoke("hi", options);
  const headers = local.requests[0]?.headers ?? {};
  const { prompt_cache_key: key, prompt_cache_isolation_key: isolation } = lastBody(local);
  return { affinity: headers[AFFINITY], multiTurn: headers[MULTI_TURN], key, isolation };
}

const ALL_T1 = { affinity: "t1", multiTurn: "t1", key: "t1", isolation: undefined };
const NOTHING = { affinity: undefined, multiTurn: undefined, key: undefined, isolation: undefined };

describe("D25/A104: sessionId", () => {
  test("as a field and as a call option, the call wins and its null removes", async () => {
    expect(await sent({ sessionId: "t1" })).toStrictEqual(ALL_T1);
    expect(await sent({}, { sessionId: "t1" })).toStrictEqual(ALL_T1);
    expect(await sent({ sessionId: "t0" }, { sessionId: "t1" })).toStrictEqual(ALL_T1);
    expect(await sent({ sessionId: "t0" }, { sessionId: null })).toStrictEqual(NOTHING);
    expect(await sent({})).toStrictEqual(NOTHING);
  });

  test("in streams and in the bound model as well", async () => {
    const { local, model } = localModels();
    await collect(model().stream("hi", { sessionId: "t1" }));
    await model().withConfig({ sessionId: "t1" }).invoke("hi");
    for (const { headers, body } of local.requests) {
      expect(headers).toMatchObject({ [AFFINITY]: "t1", [MULTI_TURN]: "t1" });
      expect(body).toMatchObject({ prompt_cache_key: "t1" });
    }
  });

  test("isolate adds the isolation key", async () => {
    const isolated = { ...ALL_T1, isolation: "t1" };
    expect(await sent({ sessionId: { id: "t1", isolate: true } })).toStrictEqual(isolated);
    expect(await sent({ sessionId: { id: "t1", isolate: false } })).toStrictEqual(ALL_T1);
    expect(await sent({ sessionId: { id: "t1" } })).toStrictEqual(ALL_T1);
  });

  test.each(["Gespräch 7", "two words", "line\nbreak", "x".repeat(129), "会话"])(
    "%j is not fit for a header, and is sent as its SHA-256 everywhere",
    async (id) => {
      const hash = hashOf(id);
      expect(await sent({ sessionId: id })).toStrictEqual({
        affinity: hash,
        multiTurn: hash,
        key: hash,
        isolation: undefined,
      });
    },
  );

  test.each(["", "  ", 7, {}, { id: "" }])("%j is refused before the call", async (id) => {
    const { local, model } = localModels();
    const error = await failureOf(() => model().invoke("hi", { sessionId: id as string }));
    expect(error).toMatchObject({ name: "FireworksConfigurationError", field: "sessionId" });
    expect(local.requests).toHaveLength(0);
  });
});

const EXPLICIT: [string, Partial<ChatFireworksFields>, Record<string, string | undefined>][] = [
  ["sessionAffinity", { sessionAffinity: "mine" }, { affinity: "mine" }],
  ["multiTurnSessionId", { multiTurnSessionId: "mine" }, { multiTurn: "mine" }],
  ["promptCacheKey", { promptCacheKey: "mine" }, { key: "mine" }],
  ["modelKwargs", { modelKwargs: { prompt_cache_key: "mine" } }, { key: "mine" }],
  ["a null sessionAffinity", { sessionAffinity: null }, { affinity: undefined }],
  ["a null promptCacheKey", { promptCacheKey: null }, { key: undefined }],
];

describe("D25: what is given explicitly wins over sessionId", () => {
  test.each(EXPLICIT)("%s, as a field and as a call option", async (_, explicit, expected) => {
    expect(await sent({ sessionId: "t1", ...explicit })).toStrictEqual({ ...ALL_T1, ...expected });
    expect(await sent({ sessionId: "t1" }, explicit as object)).toStrictEqual({
      ...ALL_T1,
      ...expected,
    });
    // At a level below, too: the id is the weakest of all.
    expect(await sent(explicit, { sessionId: "t1" })).toStrictEqual({ ...ALL_T1, ...expected });
  });

  test("a header of the call and of the constructor, in any case", async () => {
    const headers = { "X-Session-Affinity": "mine" };
    const mine = { ...ALL_T1, affinity: "mine" };
    expect(await sent({ sessionId: "t1" }, { headers })).toStrictEqual(mine);
    expect(await sent({ sessionId: "t1", defaultHeaders: headers })).toStrictEqual(mine);
    expect(await sent({ defaultHeaders: headers }, { sessionId: "t1" })).toStrictEqual(mine);
  });

  test("a header that is null is not sent", async () => {
    const headers = { "X-SESSION-AFFINITY": null };
    const without = { ...ALL_T1, affinity: undefined };
    expect(await sent({ sessionId: "t1" }, { headers })).toStrictEqual(without);
    expect(await sent({ sessionId: "t1", defaultHeaders: headers })).toStrictEqual(without);
  });

  test("a header of FIREWORKS_CUSTOM_HEADERS", async () => {
    vi.stubEnv("FIREWORKS_CUSTOM_HEADERS", "x-Session-affinity: mine");
    expect(await sent({ sessionId: "t1" })).toStrictEqual({ ...ALL_T1, affinity: "mine" });
  });
});

test("D25: sessionFields gives call options for anything that sets them", () => {
  expect(sessionFields("t1")).toStrictEqual({
    sessionAffinity: "t1",
    multiTurnSessionId: "t1",
    promptCacheKey: "t1",
  });
  expect(sessionFields({ id: "ü", isolate: true }).promptCacheIsolationKey).toBe(hashOf("ü"));
  expect(sessionFields(null)).toStrictEqual({});
  expect(sessionFields(undefined)).toStrictEqual({});
});

test("D25: it is written by toJSON, and shown by the model", () => {
  const llm = new ChatFireworks({ model: MODEL, apiKey: KEY, sessionId: "t1" });
  expect(llm.sessionId).toBe("t1");
  expect(JSON.stringify(llm)).toContain('"session_id":"t1"');
});
