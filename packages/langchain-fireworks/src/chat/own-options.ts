import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { ChatGeneration } from "@langchain/core/outputs";
import type { RunnableConfig } from "@langchain/core/runnables";
import type { ChatFireworksCallOptions } from "./chat-options.js";
import type { UnheardResults } from "./unheard-results.js";

/** Where a direct `streamEvents` call finds its callbacks, which core takes apart and drops. */
export const RUN_CONFIG: unique symbol = Symbol("the run config of a direct streamEvents call");

/** Where the choices beside the first are put when core makes a result of a stream, which holds one. */
export const OTHER_CHOICES: unique symbol = Symbol("the choices beside the first");

/** Where results leave what they say beside their messages until core has passed them on. */
export const UNHEARD: unique symbol = Symbol("what results say beside their messages");

/** A call's options as our methods see them. */
export type CallOptions = BaseChatModel<ChatFireworksCallOptions>["ParsedCallOptions"] & {
  [RUN_CONFIG]?: RunnableConfig;
  [OTHER_CHOICES]?: ChatGeneration[];
  [UNHEARD]?: UnheardResults;
  /** Core's: the place of the prompt among those of the call. */
  promptIndex?: number;
};
