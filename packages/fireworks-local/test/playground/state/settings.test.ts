import { describe, expect, test } from "vitest";
import { startSettings, toRequest } from "../../../playground/src/state/settings.js";

const MESSAGES = [{ role: "user" as const, content: "Hello" }];
const model = "accounts/fireworks/models/kimi-k3";

describe("the request that settings make", () => {
  test("holds the model and the messages, and nothing nobody set", () => {
    expect(toRequest(startSettings(model), MESSAGES)).toEqual({ model, messages: MESSAGES });
  });

  test("names parameters as Fireworks does, and sends 0 and false", () => {
    const parameters = { temperature: 0, rawOutput: false, maxTokens: 5, seed: null };
    const { messages: _messages, ...rest } = toRequest(
      { ...startSettings(model), parameters },
      MESSAGES,
    );
    expect(rest).toEqual({ model, temperature: 0, raw_output: false, max_tokens: 5 });
  });

  test("asks for probabilities, and parameters of that name win", () => {
    const settings = { ...startSettings(model), wantsProbabilities: true };
    expect(toRequest(settings, MESSAGES)).toMatchObject({ logprobs: true, top_logprobs: 5 });
    expect(toRequest({ ...settings, parameters: { topLogprobs: 2 } }, MESSAGES)).toMatchObject({
      logprobs: true,
      top_logprobs: 2,
    });
  });

  test.each([
    [{ kind: "json_object" as const }, { type: "json_object" }],
    [
      { kind: "json_schema" as const, schemaText: '{"type":"object"}' },
      { type: "json_object", schema: { type: "object" } },
    ],
    [
      { kind: "json_schema" as const, schemaText: "{oops" },
      { type: "json_object", schema: "{oops" },
    ],
    [
      { kind: "grammar" as const, grammar: 'root ::= "a"' },
      { type: "grammar", grammar: 'root ::= "a"' },
    ],
  ])("wants the form %j as the wire has it", (form, expected) => {
    expect(toRequest({ ...startSettings(model), form }, MESSAGES).response_format).toEqual(
      expected,
    );
  });
});
