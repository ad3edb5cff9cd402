import type { BaseMessage } from "@langchain/core/messages";
import fc from "fast-check";
import { FireworksConfigurationError } from "fireworks-client";
import { expect, test } from "vitest";
import { messagesToWire } from "../src/convert/messages-to-wire.js";
import { message } from "./histories.js";
import { lastBody, localModels } from "./local-model.js";
import { foreignKeys } from "./wire-keys.js";

const OMNI = "accounts/fireworks/models/qwen3-omni-30b-a3b-instruct";

/** The history in Fireworks' words, or undefined when it was refused as it should be. */
function sentOrRefused(messages: BaseMessage[], imageToolMessage: boolean) {
  try {
    return messagesToWire(messages, { imageToolMessage });
  } catch (error) {
    if (!FireworksConfigurationError.isInstance(error)) throw error;
    expect(error.field).toMatch(/^messages\[\d+\]/);
    expect(error.hint).toBeTruthy();
    return undefined;
  }
}

test("A38: no history brings a key the contract does not list, and refusals name their place", () => {
  fc.assert(
    fc.property(
      fc.array(message, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      (messages, flag) => {
        const sent = sentOrRefused(messages, flag);
        expect(foreignKeys(sent ?? [])).toStrictEqual([]);
      },
    ),
    { numRuns: 2000 },
  );
});

test("A38: whatever is not refused before the call, the strict server takes", async () => {
  const { local, model } = localModels();
  const llm = model({ model: OMNI });
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 3 }), async (messages) => {
      const sent = sentOrRefused(messages, true);
      if (sent === undefined) return;
      await llm.invoke(messages, { maxTokens: 1 });
      expect(lastBody(local).messages).toStrictEqual(JSON.parse(JSON.stringify(sent)));
    }),
    { numRuns: 150 },
  );
});
