import type {
  BaseChatModelCallOptions,
  BaseChatModelParams,
  BindToolsInput,
  ToolChoice,
} from "@langchain/core/language_models/chat_models";
import type {
  ChatCompletions,
  Deployments,
  FireworksClientOptions,
  HeadersInput,
  Models,
} from "fireworks-client";
import type { ResponseFormat, StreamOptions, Tool } from "fireworks-client/wire";
import type { FireworksModelProfile } from "./models/model-profile.js";
import type { FireworksChatModelId } from "./models/profiles.generated.js";
import { type FireworksParameters, PARAMETER_NAMES, WIRE_NAMES } from "./parameters.js";
import { type ChatSettings, SETTING_NAMES } from "./settings.js";
import type { OnWarning } from "./warnings.js";

/** The part of `FireworksClient` a chat model uses; inject one to share it or to test without HTTP. */
export interface FireworksChatClient {
  readonly chat: {
    readonly completions: Pick<ChatCompletions, "create"> &
      Partial<Pick<ChatCompletions, "toRequest">>;
  };
  /** `list` for the suggestions of a 404, both for `fetchProfile`. */
  readonly models?: Pick<Models, "list"> & Partial<Pick<Models, "get">>;
  /** Where it asks: answers of different servers are different entries of LangChain's response cache. */
  readonly baseURL?: string;
  /** Whether a header is sent with every request. Without it, none is. */
  sendsHeader?(name: string): boolean;
  /** For `fetchProfile` of a deployment. */
  readonly deployments?: Pick<Deployments, "get">;
}

/** Known ids are suggested; any other string is accepted, for a model lasts months and a package longer. */
export type SomeModelId = FireworksChatModelId | (string & {});

/** Fields of `new ChatFireworks(fields)`. */
export interface ChatFireworksFields
  extends
    Omit<BaseChatModelParams, "maxRetries" | "onFailedAttempt">,
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
  /**
   * API key, or a (possibly async) function that gives one for each attempt. Default: the
   * environment variable FIREWORKS_API_KEY. Not needed with a `baseURL` that wants none.
   */
  apiKey?: FireworksClientOptions["apiKey"] | undefined;
  /** Alias of `apiKey`. */
  fireworksApiKey?: FireworksClientOptions["apiKey"] | undefined;
  /**
   * The URL to which `/chat/completions` is appended; a bare host gets `/inference/v1`. Default:
   * FIREWORKS_BASE_URL, FIREWORKS_API_BASE, the LangSmith gateway if LANGSMITH_GATEWAY asks for it,
   * then https://api.fireworks.ai/inference/v1.
   */
  baseURL?: string | undefined;
  /** Sent with every request, merged without regard to case; `null` removes a default. */
  defaultHeaders?: HeadersInput | undefined;
  /** Your own `fetch`, e.g. for a proxy. Default: the global one. */
  fetch?: FireworksClientOptions["fetch"] | undefined;
  /** Added to every `fetch` call. */
  fetchOptions?: FireworksClientOptions["fetchOptions"] | undefined;
  /** `baseURL`, `defaultHeaders`, `fetch` and `fetchOptions` as other integrations spell them. */
  configuration?: Pick<
    FireworksClientOptions,
    "baseURL" | "defaultHeaders" | "fetch" | "fetchOptions"
  >;
  /** A client to use instead of building one; key, URL, headers and fetch are then its business. */
  client?: FireworksChatClient | undefined;
  /** Allow a literal key in a browser, where every visitor can read it. Default false. */
  dangerouslyAllowBrowser?: boolean | undefined;
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
  /**
   * Told of everything that is ignored, changed or about to end, once for each kind. Default:
   * `console.warn`; `null` silences.
   */
  onWarning?: OnWarning | null | undefined;
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
