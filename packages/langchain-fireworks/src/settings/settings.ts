import type { RequestOptions, StreamRequestOptions } from "fireworks-client";
import type { PriceTable } from "../models/prices.js";
import type { OverloadPolicy } from "../calls/overload-policy.js";
import type { Pacing } from "../pacing/pacing.js";
import type { SessionId } from "./session-id.js";
import type { WaitForDeployment } from "../calls/wait-for-deployment.js";

/** How calls travel. */
export interface TransportOptions {
  /** Milliseconds one attempt may take in all, the stream included. Default and `null`: no limit. */
  timeout?: number | null | undefined;
  /** Milliseconds until the first byte of the answer (of a stream: its first event). Default: no limit. */
  firstByteTimeout?: number | null | undefined;
  /** Milliseconds of silence a stream may have; comment lines count as life. Default: no limit. */
  streamIdleTimeout?: number | null | undefined;
  /**
   * Attempts after the first, default 2; `0` and `null` mean one attempt. The one retry loop there is: the
   * client's and LangChain's own are this one. Nothing is retried after the first streamed event.
   */
  maxRetries?: number | null | undefined;
  /**
   * Wait for the rate limits instead of running into 429s, learned from the `x-ratelimit-*` headers:
   * `true` for all calls of this object, a `Pacer` (or its options) of your own to share one among models,
   * `false` or `null` for none. Default: the calls of `batch()` wait, in a pacer of this object
   * (`pacerOf`); single calls do not.
   */
  pacing?: Pacing | null | undefined;
  /** Sees every failed attempt that will be retried. */
  onRetry?: RequestOptions["onRetry"] | undefined;
  /** Sees the status and headers of every response. */
  onResponse?: RequestOptions["onResponse"] | undefined;
  /** Accept a stream that ends without a finish reason. Default false: it is an error. */
  allowIncompleteStream?: boolean | undefined;
  /**
   * Wait while a deployment that was scaled to zero starts, instead of failing with its 503: it is
   * asked again after 5 s, then 1.5 times as long each time, at most 60 s. `true` waits up to 30
   * minutes; after that a `FireworksDeploymentNotReadyError` is thrown. `timeout` and `maxRetries`
   * hold for each try. Default: do not wait.
   */
  waitForDeployment?: WaitForDeployment | boolean | null | undefined;
  /**
   * What to try when the model is overloaded (503) and the retries are used up: `"priority"` for the
   * priority tier, then ids of other models, in order; each is asked once, with its own retries and
   * before the first streamed event only. `response_metadata.overload_fallback` says which answered.
   * Default: nothing, the error is thrown.
   */
  onOverload?: OverloadPolicy | false | null | undefined;
  /** Let a 404 name the nearest model ids the key can call, at the price of one more request. Default true. */
  suggestModels?: boolean | undefined;
  /**
   * One id for a conversation: sent as `x-session-affinity`, `x-multi-turn-session-id` and
   * `prompt_cache_key`; `{ id, isolate: true }` also as `prompt_cache_isolation_key`. An id that is
   * not fit for a header (other than 1–128 visible ASCII characters) is sent as its SHA-256. Headers
   * and settings given for one of these win; a call's `null` removes the constructor's id.
   */
  sessionId?: SessionId | null | undefined;
  /** Opaque id; requests with one id go to one replica and its prompt cache (`x-session-affinity`). */
  sessionAffinity?: string | null | undefined;
  /** Id of a multi-turn trajectory (`x-multi-turn-session-id`), preferred for rollouts. */
  multiTurnSessionId?: string | null | undefined;
}

/** How requests are completed and checked before they are sent. */
export interface RequestChecks {
  /** The model a deployment or a fine-tuned model is based on, for its profile and levels. Costs go by the id itself. */
  baseModel?: string | undefined;
  /**
   * Replace a reasoning effort the model is known to refuse by the nearest word it takes, with a
   * warning; of two equally near ones the lesser. A number of tokens becomes `low` up to 3000 and
   * `medium` above. Default false: it is refused before the call, with the accepted levels.
   */
  clampReasoningEffort?: boolean | undefined;
  /**
   * Whose reasoning in the history is sent back: `own` is that of Fireworks and of messages that do not
   * say; `all` includes other vendors'; `none` sends nobody's. Default `own`. What `reasoningHistory`
   * makes the server drop is not sent either way.
   */
  replayReasoning?: "own" | "all" | "none" | undefined;
  /** Check images, audio and video against Fireworks' documented limits before sending. Default true. */
  checkMedia?: boolean | undefined;
  /** Mark bound tools strict and close their schemas. Fireworks accepts and ignores the mark. */
  strict?: boolean | undefined;
  /**
   * Request fields this version does not know. At each level a named parameter wins over it, and a
   * call wins over the constructor. The model and the messages are always the named ones.
   */
  modelKwargs?: Record<string, unknown> | undefined;
}

/** How answers are read, and what is kept of them. */
export interface AnswerOptions {
  /** Ask for token counts while streaming. Default true. `streamOptions` overrides it. */
  streamUsage?: boolean | undefined;
  /**
   * Keep the answer as sent: `additional_kwargs.__raw_response` of a message, and of each chunk of a
   * stream; a `provider` event of native events. `reasoningFormat` and `rescueToolCalls` have been
   * applied to it. Default false.
   */
  includeRawResponse?: boolean | undefined;
  /**
   * Keep `headers` (no credentials, no cookies), `timings`, `rate_limit` and `request_id` of the answer
   * in `response_metadata`. Default false.
   */
  includeResponseHeaders?: boolean | undefined;
  /**
   * What to do with thoughts a model writes into its text: `raw` leaves them; `auto` takes a leading
   * `<think>…</think>` out as reasoning; `parsed` also takes a `</think>` without its opening tag.
   * Default `raw`.
   */
  reasoningFormat?: "auto" | "parsed" | "raw" | undefined;
  /** Read a tool call that a weak model wrote as its text, if a tool of that name is bound. Default false. */
  rescueToolCalls?: boolean | undefined;
  /**
   * Your prices over the built-in, dated table, by model id in any form: US dollars for a million
   * tokens, or `null` for "not known". They make `response_metadata.cost`, a number or `null`; `prices:
   * null` leaves it out. A call's table is laid over the model's.
   */
  prices?: PriceTable | null | undefined;
}

/** Settings that are no request field: a constructor field and a call option each; a call wins. */
export interface ChatSettings extends TransportOptions, RequestChecks, AnswerOptions {}

/** The value in force: the call's, `null` included, else the field's. */
export function settingOf<Name extends keyof ChatSettings>(
  name: Name,
  fields: Pick<ChatSettings, Name>,
  call: Pick<ChatSettings, Name>,
): ChatSettings[Name] {
  return call[name] === undefined ? fields[name] : call[name];
}

/** The settings that the client knows by the same names. */
export type ClientOptionName = keyof ChatSettings & keyof StreamRequestOptions;

/**
 * The one list, and whose business each is. A missing entry does not compile. `client`: passed on to
 * it. `answer`: decides what comes back, beside the request body, and is part of the response cache's
 * key. `model`: the rest.
 */
const OWNERS: Readonly<Record<keyof ChatSettings, "client" | "model" | "answer">> = {
  timeout: "client",
  firstByteTimeout: "client",
  streamIdleTimeout: "client",
  maxRetries: "client",
  pacing: "model",
  onRetry: "client",
  onResponse: "client",
  allowIncompleteStream: "client",
  waitForDeployment: "model",
  onOverload: "answer",
  suggestModels: "model",
  sessionId: "model",
  sessionAffinity: "model",
  multiTurnSessionId: "model",
  baseModel: "answer",
  clampReasoningEffort: "model",
  replayReasoning: "answer",
  checkMedia: "model",
  strict: "model",
  modelKwargs: "model",
  streamUsage: "model",
  includeRawResponse: "answer",
  includeResponseHeaders: "answer",
  reasoningFormat: "answer",
  rescueToolCalls: "answer",
  prices: "answer",
};

export const SETTING_NAMES: readonly (keyof ChatSettings)[] = Object.keys(
  OWNERS,
) as (keyof ChatSettings)[];

export const CLIENT_OPTION_NAMES: readonly ClientOptionName[] = SETTING_NAMES.filter(
  (name): name is ClientOptionName => OWNERS[name] === "client",
);

/** An answer cut short that one caller accepts must not come to another out of a cache. */
export const ANSWER_SETTING_NAMES: readonly (keyof ChatSettings)[] = SETTING_NAMES.filter(
  (name) => OWNERS[name] === "answer" || name === "allowIncompleteStream",
);
