import { ChatFireworks, type ChatFireworksFields } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { KEY, MODEL } from "../local-model.js";

/** What each call sends: its body, and its headers. */
function recorded(
  fields: Partial<ChatFireworksFields> = {},
  Model: typeof ChatFireworks = ChatFireworks,
) {
  const sent: Record<string, unknown>[] = [];
  const choice = { index: 0, message: { role: "assistant", content: "ok" }, finish_reason: "stop" };
  const llm = new Model({
    model: MODEL,
    apiKey: KEY,
    fetch: async (_, init) => {
      const affinity = new Headers(init?.headers).get("x-session-affinity");
      sent.push({ ...(JSON.parse(String(init?.body)) as object), affinity, signal: init?.signal });
      return Response.json({ id: "x", model: MODEL, choices: [choice] });
    },
    ...fields,
  });
  return { llm, sent };
}

describe("what calls have in common", () => {
  test("follows a setting that is changed, added or taken away", async () => {
    const { llm, sent } = recorded({ temperature: 0.1 });
    await llm.invoke("a");
    llm.temperature = 0.2;
    await llm.invoke("b");
    llm.topP = 0.3;
    await llm.invoke("c");
    delete llm.temperature;
    await llm.invoke("d");
    llm.model = "accounts/fireworks/models/other";
    await llm.invoke("e");
    expect(sent.map(({ temperature, top_p, model }) => [temperature, top_p, model])).toEqual([
      [0.1, undefined, MODEL],
      [0.2, undefined, MODEL],
      [0.2, 0.3, MODEL],
      [undefined, 0.3, MODEL],
      [undefined, 0.3, "accounts/fireworks/models/other"],
    ]);
  });

  test("follows a change inside a setting", async () => {
    const stop = ["x"];
    const { llm, sent } = recorded({ stop, modelKwargs: { extra: 1 } });
    await llm.invoke("a");
    stop.push("y");
    Object.assign(llm.modelKwargs ?? {}, { extra: 2 });
    await llm.invoke("b");
    expect(sent.map(({ extra, stop: texts }) => [extra, texts])).toEqual([
      [1, ["x"]],
      [2, ["x", "y"]],
    ]);
  });

  test("follows a setting that a subclass works out for each call", async () => {
    let turn = 0;
    class Sessions extends ChatFireworks {}
    Object.defineProperty(Sessions.prototype, "sessionId", { get: () => `turn-${(turn += 1)}` });
    const { llm, sent } = recorded({}, Sessions);
    await llm.invoke("a");
    await llm.invoke("b");
    expect(sent[0]?.affinity).not.toBe(sent[1]?.affinity);
  });

  test("lends no option, signal or message of one call to the next", async () => {
    const { llm, sent } = recorded();
    const { signal } = new AbortController();
    await llm.invoke("a", { signal });
    await llm.invoke("b", { maxTokens: 3, sessionId: "one" });
    await llm.invoke("c");
    expect(sent[0]?.signal).toBeInstanceOf(AbortSignal);
    expect(sent[1]).toMatchObject({ max_tokens: 3, affinity: "one" });
    expect(sent[2]).toEqual({
      model: MODEL,
      messages: [{ role: "user", content: "c" }],
      stream: false,
      affinity: null,
      signal: undefined,
    });
  });

  test("refuses again what is refused", async () => {
    const { llm, sent } = recorded({ maxTokens: 1, maxCompletionTokens: 1 });
    for (const text of ["a", "b"]) {
      await expect(llm.invoke(text)).rejects.toMatchObject({ code: "exclusive_parameters" });
    }
    expect(sent).toEqual([]);
  });
});
