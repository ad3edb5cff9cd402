import type { ChatFireworksFields } from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { lastBody, localModels } from "./local-model.js";

type Guess = Pick<ChatFireworksFields, "prediction" | "speculation">;

const GUESSES: [Guess, matched: number][] = [
  [{ prediction: "Bonjour le monde" }, 3],
  [{ prediction: { type: "content", content: "Bonjour le chat" } }, 2],
  [{ prediction: { type: "content", content: [{ type: "text", text: "Bonjour toi" }] } }, 1],
  [{ speculation: "Bonjour le monde" }, 3],
  [{ speculation: [1, 2, 3] }, 0],
];

describe.each(GUESSES)("A29: predicted output %j", (guess, matched) => {
  const scripts = [{ when: {}, answer: { content: "Bonjour le monde" } }];

  test("is sent as given, as a field and as a call option, and the server compares it", async () => {
    const { local, model } = localModels({ scripts });
    const asked = { includeResponseHeaders: true, perfMetricsInResponse: true };
    for (const message of [
      await model({ ...asked, ...guess }).invoke("hi"),
      await model(asked).invoke("hi", guess),
    ]) {
      expect(lastBody(local)).toMatchObject(guess);
      const key = "speculation-prompt-matched-tokens";
      expect(message.response_metadata).toMatchObject({
        headers: { [`fireworks-${key}`]: String(matched) },
        perf_metrics: { [key]: String(matched) },
      });
    }
  });
});
