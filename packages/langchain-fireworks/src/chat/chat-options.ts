import type {
  BaseChatModelCallOptions,
  BaseChatModelParams,
  BindToolsInput,
  ToolChoice,
} from "@langchain/core/language_models/chat_models";
import type { ChatCompletions, HeadersInput } from "fireworks-client";
import type { ResponseFormat, StreamOptions, Tool } from "fireworks-client/wire";
import type { ConnectionOptions } from "../calls/connection-options.js";
import type { GenerationClient } from "../calls/generation-calls.js";
import type { FireworksModelProfile } from "../models/model-profile.js";
import type { FireworksChatModelId } from "../models/profiles.generated.js";
import { type FireworksParameters, PARAMETER_NAMES, WIRE_NAMES } from "../settings/parameters.js";
import { type ChatSettings, SETTING_NAMES } from "../settings/settings.js";

/** The part of `FireworksClient` a chat model uses; inject one to share it or to test without HTTP. */
export interface FireworksChatClient extends GenerationClient {
  readonly chat: {
    readonly completions: Pick<ChatCompletions, "create"> &
      Partial<Pick<ChatCompletions, "toRequest">>;
  };
}

/** Known ids are suggested; any other string is accepted, for a model lasts months and a package longer. */
export type SomeModelId = FireworksChatModelId | (string & {});

/** Fields of `new ChatFireworks(fields)`. */
export interface ChatFireworksFields
  extends
    Omit<BaseChatModelParams, "maxRetries" | "onFailedAttempt">,
    ConnectionOptions,
    FireworksParameters,
    ChatSettings {
  /**
   * Model id, sent as it is: `accounts/fireworks/models/…`, a router, a deployment, your own.
   * Required: a default would be retired within months. Ids: https://fireworks.ai/models
   */
  model?: SomeModelId | undefined;
  /** Alias of `model`. */
  modelName?: SomeModelId | undefined;
  /** Alias of `stop`. */
  stopSequences?: string[] | undefined;
  /** A client to use instead of building one; key, URL, headers and fetch are then its business. */
  client?: FireworksChatClient | undefined;
  /** `invoke` fetches its answer as a stream; the message is the same. Default false. */
  streaming?: boolean | undefined;
  /** `stream()` falls back to one whole answer. Default false. */
  disableStreaming?: boolean | undefined;
  /** `invoke` streams inside when `maxTokens` is above Fireworks' cap for whole answers. Default true. */
  streamLargeOutputs?: boolean | undefined;
  /** Counts tokens for `getNumTokens`. Default: an offline estimate. */
  tokenCounter?: ((text: string) => number | Promise<number>) | undefined;
  /** What agents may assume of the model. Given keys win over the built-in and the live profile of its id. */
  profile?: FireworksModelProfile | undefined;
}

/** Options of one call: `model.invoke(input, options)`, `withConfig`, an agent's model settings. */
export interface ChatFireworksCallOptions
  extends
    BaseChatModelCallOptions,
    Omit<FireworksParameters, "stop">,
    Omit<ChatSettings, "timeout" | "maxRetries"> {
  /** Another model for this call. */
  model?: SomeModelId | undefined;
  /** Tools of any shape; `bindTools` sets them. */
  tools?: (BindToolsInput | Tool)[] | undefined;
  /** `auto`, `none`, `any`, `required`, `true`, a tool's name, or an object form. */
  tool_choice?: ToolChoice;
  /** Alias of `tool_choice`; also takes `true` and `false`. */
  toolChoice?: ToolChoice | boolean | undefined;
  /** LangChain's name for `responseFormat`. */
  response_format?: ResponseFormat | null | undefined;
  /** LangChain's name for `parallelToolCalls`. */
  parallel_tool_calls?: boolean | null | undefined;
  /** LangChain's name for `streamOptions`. */
  stream_options?: StreamOptions | null | undefined;
  /**
   * Headers of this call, merged over the defaults; `null` removes one. What is neither an object nor a
   * list of pairs is left out, with a warning.
   */
  headers?: HeadersInput | undefined;
}

/** Call options beside the parameters and the settings. */
const OTHER_CALL_NAMES = ["model", "tools", "tool_choice", "toolChoice", "headers"] as const;

/** Every key a call may carry, for LangChain's `bind` and `withConfig`. */
export const CALL_KEYS: readonly string[] = [
  ...PARAMETER_NAMES,
  ...Object.values(WIRE_NAMES),
  ...SETTING_NAMES,
  ...OTHER_CALL_NAMES,
];
