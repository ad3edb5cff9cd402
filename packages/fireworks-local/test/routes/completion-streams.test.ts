import { describe, expect, test } from "vitest";
import { complete, streamCompletion, textOf } from "../completion.js";
import { local } from "../local.js";

const server = local();

describe("a streamed text completion", () => {
  test("says the same as the whole one, in pieces, the last without text", async () => {
    const request = { n: 2, prompt: ["a b", "c d"], logprobs: 1, max_tokens: 12 };
    const whole = await complete(server, request);
    const chunks = await streamCompletion(server, request);
    for (const choice of whole.choices) expect(textOf(chunks, choice.index)).toBe(choice.text);
    expect(new Set(chunks.map(({ id }) => id))).toEqual(new Set([whole.id]));
    expect(chunks.every((chunk) => chunk.object === "text_completion")).toBe(true);
    expect(chunks.slice(-4).map((chunk) => chunk.choices)).toEqual(
      [0, 1, 2, 3].map((index) => [{ index, text: "", logprobs: null, finish_reason: "length" }]),
    );
    const offsets = chunks.flatMap(({ choices = [] }) =>
      (choices ?? []).flatMap((choice) =>
        choice.index === 3 && choice.logprobs != null
          ? (choice.logprobs as { text_offset: number[] }).text_offset
          : [],
      ),
    );
    expect(whole.choices[3]?.logprobs).toMatchObject({ text_offset: offsets });
  });

  test.each<[string, object, "finish-chunk" | "trailing-chunk" | undefined, unknown[]]>([
    ["on the finish chunk", {}, undefined, [null, null, "usage"]],
    [
      "on a trailing chunk when asked",
      { stream_options: { include_usage: true } },
      undefined,
      [undefined, undefined, undefined, "usage"],
    ],
    [
      "nowhere by newer models when not asked",
      {},
      "trailing-chunk",
      [undefined, undefined, undefined],
    ],
  ])("reports usage %s", async (_, request, usageInStream, places) => {
    const chunks = await streamCompletion(local({ usageInStream }), {
      ...request,
      max_tokens: 3,
    });
    expect(chunks.map(({ usage }) => (usage ? "usage" : usage))).toEqual(places);
    if (chunks.length === 4) expect(chunks.at(-1)?.choices).toEqual([]);
  });

  test("holds echo, token ids and raw output when asked for", async () => {
    const request = { echo: true, return_token_ids: true, raw_output: true, max_tokens: 4 };
    const [choice] = (await complete(server, request)).choices;
    const chunks = await streamCompletion(server, request);
    expect(textOf(chunks)).toBe(choice?.text);
    const choices = chunks.flatMap((chunk) => chunk.choices ?? []);
    expect(choices.flatMap((piece) => piece.token_ids ?? [])).toEqual(choice?.token_ids);
    expect(choices.at(-1)).toMatchObject({
      prompt_token_ids: choice?.prompt_token_ids,
      raw_output: choice?.raw_output,
    });
  });
});
