import type { BaseLLMCallOptions, BaseLLMParams } from "@langchain/core/language_models/llms";
import type { Completions, HeadersInput } from "fireworks-client";
import type { ResponseFormat, StreamOptions } from "fireworks-client/wire";
import type { ConnectionOptions } from "../calls/connection-options.js";
import type { GenerationClient } from "../calls/generation-calls.js";
import {
  COMPLETION_PARAMETER_NAMES,
  COMPLETION_SETTING_NAMES,
  type CompletionParameters,
  type CompletionSettings,
} from "../settings/completion-settings.js";
import { WIRE_NAMES } from "../settings/parameters.js";

/** The part of `FireworksClient` that `Fireworks` uses; inject one to share it or to test without HTTP. */
export interface FireworksLLMClient extends GenerationClient {
  /** The endpoint; `toRequest` of a model needs its `toRequest`. */
  readonly completions: Pick<Completions, "create"> & Partial<Pick<Completions, "toRequest">>;
}

/** Fields of `new Fireworks(fields)`. */
export interface FireworksLLMFields
  extends
    Omit<BaseLLMParams, "maxRetries" | "onFailedAttempt">,
    ConnectionOptions,
    CompletionParameters,
    CompletionSettings {
  /**
   * Model id, sent as it is: `accounts/fireworks/models/…`, a router, a deployment, your own.
   * Required: a default would be retired within months. Ids: https://fireworks.ai/models
   */
  model?: string | undefined;
  /** Alias of `model`. */
  modelName?: string | undefined;
  /** Alias of `stop`. */
  stopSequences?: string[] | undefined;
  /** A client to use instead of building one; key, URL, headers and fetch are then its business. */
  client?: FireworksLLMClient | undefined;
  /** `invoke` and `generate` fetch their answers as streams; the text is the same. Default false. */
  streaming?: boolean | undefined;
  /** They do so when `maxTokens` is above Fireworks' cap for whole answers. Default true. */
  streamLargeOutputs?: boolean | undefined;
  /** The most prompts that `generate` sends in one request, ≥ 1. Default 20. */
  batchSize?: number | undefined;
  /** Counts tokens for `getNumTokens`. Default: an offline estimate. */
  tokenCounter?: ((text: string) => number | Promise<number>) | undefined;
}

/** Options of one call: `llm.invoke(prompt, options)`, `withConfig`. */
export interface FireworksLLMCallOptions
  extends
    BaseLLMCallOptions,
    Omit<CompletionParameters, "stop">,
    Omit<CompletionSettings, "timeout" | "maxRetries"> {
  /** Another model for this call. */
  model?: string | undefined;
  /**
   * Images for the `<image>` marks of the prompt, in their order: URLs or data URLs. A list of lists has
   * one for each prompt of `generate`, which then sends a request for each.
   */
  images?: string[] | string[][] | undefined;
  /** LangChain's name for `responseFormat`. */
  response_format?: ResponseFormat | null | undefined;
  /** LangChain's name for `streamOptions`. */
  stream_options?: StreamOptions | null | undefined;
  /**
   * Headers of this call, merged over the defaults; `null` removes one. What is neither an object nor a
   * list of pairs is left out, with a warning.
   */
  headers?: HeadersInput | undefined;
}

/** Every key a call may carry, for LangChain's `withConfig`. */
export const CALL_KEYS: readonly string[] = [
  ...COMPLETION_PARAMETER_NAMES,
  ...COMPLETION_PARAMETER_NAMES.map((name) => WIRE_NAMES[name]),
  ...COMPLETION_SETTING_NAMES,
  "model",
  "images",
  "headers",
];
