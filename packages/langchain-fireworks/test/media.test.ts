import { AIMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import type { ChatCompletionRequest } from "fireworks-client/wire";
import { describe, expect, test } from "vitest";
import { collect, failureOf } from "./failure.js";
import { lastBody, localModels } from "./local-model.js";

/** Takes images, sound and video, on a deployment. */
const OMNI = "accounts/fireworks/models/qwen3-omni-30b-a3b-instruct";
const LINK = "https://x.test/a";
const human = (...blocks: unknown[]) => new HumanMessage({ content: blocks as never });

describe("A33, A35, A36, D18: media reaches the strict server", () => {
  test.each<[string, unknown, object]>([
    [
      "an image with its detail",
      { type: "image_url", image_url: { url: LINK, detail: "low" } },
      { type: "image_url", image_url: { url: LINK, detail: "low" } },
    ],
    [
      "a video with its three options",
      {
        type: "video",
        url: LINK,
        metadata: { max_frames: 8, sample_fps: 0.5, spatial_limit: 512 },
      },
      {
        type: "video_url",
        video_url: { url: LINK, max_frames: 8, sample_fps: 0.5, spatial_limit: 512 },
      },
    ],
    [
      "sound as bytes",
      { type: "audio", data: new Uint8Array([1, 2]), mimeType: "audio/ogg" },
      { type: "audio_url", audio_url: { url: "data:audio/ogg;base64,AQI=" } },
    ],
  ])("%s", async (_, block, part) => {
    const { local, model } = localModels();
    await model({ model: OMNI }).invoke([human({ type: "text", text: "see" }, block)]);
    expect(lastBody(local).messages[0]?.content).toStrictEqual([
      { type: "text", text: "see" },
      part,
    ]);
  });

  test("a model without ears refuses sound with a typed error", async () => {
    const { model } = localModels();
    const error = await failureOf(() => model().invoke([human({ type: "audio", url: LINK })]));
    expect(error).toMatchObject({ name: "FireworksBadRequestError", status: 400 });
  });

  test("A36: a raw input_audio is sent as given; the answer to it is the server's", async () => {
    const { local, model } = localModels();
    const raw = { type: "input_audio", input_audio: { data: "AAAA", format: "wav" } };
    expect(await failureOf(() => model().invoke([human(raw)]))).toMatchObject({ status: 400 });
    expect(lastBody(local).messages[0]?.content).toStrictEqual([raw]);
  });
});

const chart = { type: "image", data: "iVBORw0KGgo=", mimeType: "image/png" };
const lookedAtCharts = [
  new HumanMessage("compare"),
  new AIMessage({
    content: "",
    tool_calls: [
      { id: "c1", name: "chart", args: {} },
      { id: "c2", name: "chart", args: {} },
    ],
  }),
  new ToolMessage({ tool_call_id: "c1", content: [{ type: "text", text: "a" }, chart] as never }),
  new ToolMessage({ tool_call_id: "c2", content: [chart] as never }),
];

describe("A39: images in tool results", () => {
  test("are parts of the result by default", async () => {
    const { local, model } = localModels();
    await model().invoke(lookedAtCharts);
    expect(lastBody(local).messages.slice(2)).toMatchObject([
      { role: "tool", content: [{ type: "text" }, { type: "image_url" }] },
      { role: "tool", content: [{ type: "image_url" }] },
    ]);
  });

  test.each(["invoke", "stream"] as const)(
    "follow in a user message when the profile says so (%s)",
    async (how) => {
      const { local, model } = localModels();
      const llm = model({ profile: { imageToolMessage: false } });
      await (how === "invoke" ? llm.invoke(lookedAtCharts) : collect(llm.stream(lookedAtCharts)));
      expect(lastBody(local).messages.slice(2)).toMatchObject([
        { role: "tool", content: "a", tool_call_id: "c1" },
        { role: "tool", tool_call_id: "c2" },
        {
          role: "user",
          content: [
            { type: "text" },
            { type: "image_url" },
            { type: "text" },
            { type: "image_url" },
          ],
        },
      ]);
    },
  );
});

test("A39: the profile of the model that is called decides where images of results go", () => {
  const { model } = localModels();
  const blind = "accounts/fireworks/models/gpt-oss-120b";
  const seeing = "accounts/fireworks/models/kimi-k3";
  const roles = (fields: object, call: object) => {
    const { body } = model(fields).toRequest(lookedAtCharts, call);
    return (body as ChatCompletionRequest).messages.map(({ role }) => role);
  };
  expect(roles({ model: blind }, { model: seeing })).toEqual(roles({ model: seeing }, {}));
  expect(roles({ model: seeing }, { model: blind })).toEqual(roles({ model: blind }, {}));
  expect(roles({ model: blind }, {})).not.toEqual(roles({ model: seeing }, {}));
});

describe("A34: checkMedia", () => {
  const webp = human({ type: "image", data: "AAAA", mimeType: "image/webp" });

  test("is on: a picture Fireworks cannot read costs no call", async () => {
    const { local, model } = localModels();
    expect(await failureOf(() => model().invoke([webp]))).toMatchObject({
      code: "unsupported_media",
      field: "messages[0].content[0]",
    });
    expect(local.requests).toHaveLength(0);
  });

  test.each([
    ["the field", { checkMedia: false }, {}],
    ["the call", {}, { checkMedia: false }],
    ["the call over the field", { checkMedia: true }, { checkMedia: false }],
  ])("is switched off by %s", async (_, fields, call) => {
    const { local, model } = localModels();
    const error = await failureOf(() => model(fields).invoke([webp], call));
    expect(error).toMatchObject({ name: "FireworksBadRequestError", status: 400 });
    expect(local.requests).toHaveLength(1);
  });
});
