import type { ChatCompletionChunk, ChatCompletionResponse } from "fireworks-client/wire";
import { concat } from "@langchain/core/utils/stream";
import type { AIMessageChunk } from "@langchain/core/messages";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChatFireworksFields } from "langchain-fireworks";
import { initialThoughtState, readPiece } from "../../src/answer-steps/thought-reader.js";
import { thinkSplitter } from "../../src/answer-steps/think-splitter.js";
import { collect, failureOf } from "../failure.js";
import { localModels } from "../local-model.js";
import { DONE, event } from "../raw-answers.js";

type Format = "auto" | "parsed";
type Parts = { reasoning: string; text: string };

function whole(format: Format, content: string, rest: object = {}): Parts {
  const response = {
    id: "1",
    object: "chat.completion",
    created: 1,
    model: "m",
    choices: [{ index: 0, message: { role: "assistant", content, ...rest } }],
  } as ChatCompletionResponse;
  const message = thinkSplitter(format).whole(response).choices[0]?.message;
  return { reasoning: message?.reasoning_content ?? "", text: message?.content ?? "" };
}

const chunk = (choice: object): ChatCompletionChunk =>
  JSON.parse(event({}, { choices: [choice] })) as ChatCompletionChunk;

/** What the pieces add up to, choice 0 alone. */
function streamed(format: Format, pieces: string[], finish = true): Parts {
  const reader = thinkSplitter(format).open();
  const chunks = [
    ...pieces.flatMap((content) => reader.push(chunk({ index: 0, delta: { content } }))),
    ...(finish ? reader.push(chunk({ index: 0, delta: {}, finish_reason: "stop" })) : []),
    ...reader.end(),
  ];
  const deltas = chunks.flatMap(({ choices }) => (choices ?? []).map(({ delta }) => delta));
  return {
    reasoning: deltas.map((delta) => delta?.reasoning_content ?? "").join(""),
    text: deltas.map((delta) => delta?.content ?? "").join(""),
  };
}

describe("A53: what is a thought", () => {
  test.each<[string, Format, string, Parts]>([
    ["a leading thought", "auto", "<think>So.</think>Yes.", { reasoning: "So.", text: "Yes." }],
    [
      "space around the tags goes with them",
      "auto",
      " \n<think>\nSo  so.\n</think>\n\nYes. ",
      { reasoning: "So  so.", text: "Yes. " },
    ],
    ["never closed", "auto", "<think>So. ", { reasoning: "So.", text: "" }],
    ["cut inside the closing tag", "auto", "<think>So.</thi", { reasoning: "So.</thi", text: "" }],
    ["empty", "auto", "<think>\n\n</think>\n\nYes.", { reasoning: "", text: "Yes." }],
    [
      "only the first of several",
      "auto",
      "<think>a</think>b<think>c</think>",
      { reasoning: "a", text: "b<think>c</think>" },
    ],
    [
      "not at the start",
      "auto",
      "Yes. <think>So.</think>",
      { reasoning: "", text: "Yes. <think>So.</think>" },
    ],
    [
      "a tag of another name",
      "auto",
      "<thinking>So.</thinking>Yes.",
      { reasoning: "", text: "<thinking>So.</thinking>Yes." },
    ],
    ["half a tag", "auto", " <thin", { reasoning: "", text: " <thin" }],
    ["no opening tag, auto", "auto", "So.</think>Yes.", { reasoning: "", text: "So.</think>Yes." }],
    [
      "no opening tag, parsed",
      "parsed",
      "\nSo.\n</think>\nYes.",
      { reasoning: "So.", text: "Yes." },
    ],
    ["no tag at all, parsed", "parsed", " Yes. ", { reasoning: "", text: " Yes. " }],
    ["both tags, parsed", "parsed", "<think>So.</think>Yes.", { reasoning: "So.", text: "Yes." }],
    ["nothing but space", "parsed", "  ", { reasoning: "", text: "  " }],
    ["nothing", "auto", "", { reasoning: "", text: "" }],
  ])("%s", (_, format, content, parts) => {
    expect(whole(format, content)).toStrictEqual(parts);
    expect(streamed(format, [...content])).toStrictEqual(parts);
  });

  test.each<Format>(["auto", "parsed"])(
    "%s leaves an answer alone whose reasoning the server sent apart",
    (format) => {
      const content = "<think>x</think>y</think>z";
      expect(whole(format, content, { reasoning_content: "So." })).toStrictEqual({
        reasoning: "So.",
        text: content,
      });
      const reader = thinkSplitter(format).open();
      const chunks = [
        chunk({ index: 0, delta: { reasoning_content: "So." } }),
        chunk({ index: 0, delta: { content } }),
      ];
      expect(chunks.flatMap((part) => reader.push(part))).toStrictEqual(chunks);
      expect(reader.end()).toStrictEqual([]);
    },
  );
});

/** Texts in which tags, halves of tags and space meet. */
const texts = fc
  .array(
    fc.constantFrom(
      "<think>",
      "</think>",
      "<",
      "</",
      "think>",
      "</thi",
      " ",
      "\n",
      "a",
      "日",
      "\u{1F680}",
      "<think",
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(""));

describe("A53, D7: wherever the answer is cut", () => {
  test("a stream adds up to the whole, and nothing but tags and the space around them is lost", () => {
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom<Format>("auto", "parsed"),
        fc.array(fc.nat(40), { maxLength: 12 }),
        fc.boolean(),
        (content, format, cuts, finish) => {
          const places = [0, ...cuts.filter((at) => at < content.length), content.length];
          places.sort((a, b) => a - b);
          const pieces = places.slice(1).map((end, n) => content.slice(places[n], end));
          const parts = whole(format, content);
          expect(streamed(format, pieces, finish)).toStrictEqual(parts);
          const bare = (text: string) => text.replaceAll(/\s/g, "");
          const closedLater = content.replace("<think>", "").replace("</think>", "");
          const ways = [content, content.replace("<think>", ""), closedLater];
          expect([...ways, content.replace("</think>", "")].map(bare)).toContain(
            bare(parts.reasoning + parts.text),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each(["a", " ", "<"])("a long answer in pieces of %j is read once", (filler) => {
    for (const open of ["", "<think>", "<think>x"]) {
      const state = initialThoughtState(true);
      const pieces = [open, ...Array<string>(50_000).fill(filler), "</think>", "y"];
      const read = pieces.map((piece) => readPiece(state, piece));
      expect(read.at(-1)).toStrictEqual({ reasoning: "", text: "y" });
    }
  });
});

describe("A53: over HTTP", () => {
  const answer = {
    content: "<think>\nSo.\n</think>\n\nYes.",
    toolCalls: [{ name: "f", arguments: {}, id: "c1" }],
  };
  const scripted = (fields: Partial<ChatFireworksFields>) =>
    localModels({ scripts: [{ when: {}, answer }], now: () => 1_700_000_000_000 }).model(fields);
  const sumOf = (chunks: AIMessageChunk[]) => chunks.reduce((left, right) => concat(left, right));

  test.each([{}, { streaming: true }])(
    "invoke, stream and native events agree %j",
    async (fields) => {
      const llm = scripted({ reasoningFormat: "auto", ...fields });
      const message = await llm.invoke("go");
      expect(message.text).toBe("Yes.");
      expect(message.additional_kwargs).toStrictEqual({ reasoning_content: "So." });
      expect(message.tool_calls).toMatchObject([{ id: "c1" }]);
      const sum = sumOf(await collect(llm.stream("go")));
      expect(sum.content).toBe("Yes.");
      expect(sum.contentBlocks).toStrictEqual(message.contentBlocks);
      expect((await llm.streamEvents("go")).contentBlocks).toStrictEqual(message.contentBlocks);
    },
  );

  test("raw is the default, and a call can switch it on", async () => {
    expect((await scripted({}).invoke("go")).text).toBe(answer.content);
    const options = { reasoningFormat: "parsed" as const };
    expect((await scripted({}).invoke("go", options)).text).toBe("Yes.");
    expect(
      (await scripted({ reasoningFormat: "auto" }).invoke("go", { reasoningFormat: "raw" })).text,
    ).toBe(answer.content);
  });

  test("several choices are read apart", async () => {
    const { generations } = await scripted({ reasoningFormat: "auto", n: 2 }).generate([
      ["go" as never],
    ]);
    expect(generations[0]?.map(({ text }) => text)).toStrictEqual(["Yes.", "Yes."]);
    const reader = thinkSplitter("auto").open();
    const out = [
      chunk({ index: 0, delta: { content: "<think>a" } }),
      chunk({ index: 1, delta: { content: "no" } }),
      chunk({ index: 0, delta: { content: "</think>b" } }),
    ].flatMap((part) => reader.push(part).flatMap(({ choices }) => choices ?? []));
    expect(out.map(({ index, delta }) => [index, delta])).toStrictEqual([
      [0, { content: "", reasoning_content: "a" }],
      [1, { content: "no" }],
      [0, { content: "b" }],
    ]);
  });

  test("what was held back comes with the finish reason, at the latest", () => {
    const reader = thinkSplitter("parsed").open();
    reader.push(chunk({ index: 0, delta: { content: "Yes." } }));
    const last = reader.push(chunk({ index: 0, delta: {}, finish_reason: "stop" }));
    expect(last[0]?.choices).toMatchObject([{ delta: { content: "Yes." }, finish_reason: "stop" }]);
    expect(reader.end()).toStrictEqual([]);
  });

  test("logprobs of moved tokens stay, and the same on both ways", async () => {
    const llm = scripted({ reasoningFormat: "auto", logprobs: true });
    const message = await llm.invoke("go");
    const sum = sumOf(await collect(llm.stream("go")));
    const tokens = (message.response_metadata.logprobs as { content: { token: string }[] }).content;
    expect(tokens.map(({ token }) => token).join("")).toBe(answer.content);
    expect(sum.response_metadata.logprobs).toStrictEqual(message.response_metadata.logprobs);
  });

  test("a stream that breaks inside a thought carries it as reasoning", async () => {
    const rawEvents = [event({ content: "<thi" }), event({ content: "nk>So" })];
    const { model } = localModels({ faults: [{ fault: { rawEvents } }] });
    const error = await failureOf(() => collect(model({ reasoningFormat: "auto" }).stream("go")));
    expect(error.partialOutput?.additional_kwargs).toStrictEqual({ reasoning_content: "So" });
    expect(error.partialOutput?.text).toBe("");
  });

  test("what was held back comes out when an incomplete stream is allowed", async () => {
    const rawEvents = [event({ content: "<thi" }), DONE];
    const { model } = localModels({ faults: [{ fault: { rawEvents } }] });
    const llm = model({ reasoningFormat: "auto", allowIncompleteStream: true });
    expect(sumOf(await collect(llm.stream("go"))).content).toBe("<thi");
  });
});
