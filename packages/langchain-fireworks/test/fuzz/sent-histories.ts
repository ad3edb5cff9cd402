import { equal, ok } from "node:assert";
import {
  type BaseMessage,
  type BaseMessageLike,
  coerceMessageLikeToMessage,
} from "@langchain/core/messages";
import fc from "fast-check";
import { FireworksConfigurationError } from "fireworks-client";
import { messageLike } from "../histories.js";
import { localModels } from "../local-model.js";

const OMNI = "accounts/fireworks/models/qwen3-omni-30b-a3b-instruct";

/** What core itself refuses to make messages of never reaches us. */
function asMessages(given: readonly unknown[]): BaseMessage[] | undefined {
  try {
    return given.map((one) => coerceMessageLikeToMessage(one as BaseMessageLike));
  } catch {
    return undefined;
  }
}

/** Refused by us, before a call; or sent, and then taken by a server that knows no other fields. */
export const historiesAreTakenOrRefused: fc.IAsyncProperty<unknown> = fc.asyncProperty(
  fc.array(messageLike, { minLength: 1, maxLength: 5 }),
  async (given) => {
    const messages = asMessages(given);
    if (messages === undefined) return;
    const { local, model } = localModels();
    try {
      await model({ model: OMNI }).invoke(messages, { maxTokens: 1 });
    } catch (error) {
      if (!FireworksConfigurationError.isInstance(error)) throw error;
      equal(local.requests.length, 0);
      ok(error.hint);
    }
  },
) as fc.IAsyncProperty<unknown>;
