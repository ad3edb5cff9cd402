import type {
  ChatCompletionRequest,
  Prediction,
  ReasoningEffort,
  ReasoningHistory,
  ResponseFormat,
  ServiceTier,
  StreamOptions,
} from "fireworks-client/wire";

/**
 * Every request parameter of `POST /chat/completions` that is not the model, the messages or the
 * tools. Each is a constructor field and a call option; a call wins over the field.
 *
 * `undefined` leaves a parameter to the level below (call → field → Fireworks' default) and `null`
 * leaves it out of the request; `0`, `false` and `""` are sent. Ranges are Fireworks' own
 * (section 2.1 of the wire contract) and are checked by the server, not here: they may widen.
 */
export interface FireworksParameters {
  /** Sampling temperature, 0–2. Default: the model's generation config. Kimi K3 ignores it. */
  temperature?: number | null | undefined;
  /**
   * Output budget in tokens, reasoning included, ≥ 1. Default: depends on the model. Above 4096 an
   * `invoke` streams inside, because Fireworks refuses such a request without streaming.
   */
  maxTokens?: number | null | undefined;
  /** Alias of `maxTokens`; setting both at one level is refused before the call. */
  maxCompletionTokens?: number | null | undefined;
  /** Nucleus sampling, 0–1. Default: the model's generation config. */
  topP?: number | null | undefined;
  /** Sample from the k likeliest tokens, 0–100. Default: the model's generation config, else off. */
  topK?: number | null | undefined;
  /** Drop tokens less likely than this share of the likeliest, 0–1. Default: off. */
  minP?: number | null | undefined;
  /** Locally typical sampling, 0–1. Default: off. */
  typicalP?: number | null | undefined;
  /** −2–2, default 0: penalty that grows with a token's count in the output. */
  frequencyPenalty?: number | null | undefined;
  /** −2–2, default 0: penalty for tokens that have occurred in the output. */
  presencePenalty?: number | null | undefined;
  /** 0–2, default 1 (none): penalty for tokens that have occurred in the prompt or the output. */
  repetitionPenalty?: number | null | undefined;
  /** Mirostat's target perplexity. Default: Mirostat off. */
  mirostatTarget?: number | null | undefined;
  /** Mirostat's learning rate. */
  mirostatLr?: number | null | undefined;
  /** Integer; best-effort determinism. */
  seed?: number | null | undefined;
  /** Token id (as a string) → bias, −100–100. */
  logitBias?: Record<string, number> | null | undefined;
  /** Number of answers, 1–128, default 1. `generate` and `collectChoices` give them all. */
  n?: number | null | undefined;
  /** Up to 4 texts that end the answer; the text itself is not returned. */
  stop?: string[] | string | null | undefined;
  /** Keep generating past the end-of-sequence token (benchmarks only). Default false. */
  ignoreEos?: boolean | null | undefined;
  /** `true`: one entry a token with bytes and ids. An integer 0–5: the older, column-wise shape. */
  logprobs?: boolean | number | null | undefined;
  /** 0–5 alternatives a token; needs `logprobs: true`. */
  topLogprobs?: number | null | undefined;
  /** Return the prompt before the answer. Default false. */
  echo?: boolean | null | undefined;
  /** Return the last N tokens of the prompt before the answer. */
  echoLast?: number | null | undefined;
  /** Return what the model really read and wrote, as `response_metadata.raw_output`. Default false. */
  rawOutput?: boolean | null | undefined;
  /** Return token ids, as `response_metadata.token_ids` and `prompt_token_ids`. Default false. */
  returnTokenIds?: boolean | null | undefined;
  /** Return server timings in the body, as `response_metadata.perf_metrics`. Default false. */
  perfMetricsInResponse?: boolean | null | undefined;
  /** Text, JSON, JSON that fits a schema, or a GBNF grammar. `withStructuredOutput` sets it for you. */
  responseFormat?: ResponseFormat | null | undefined;
  /** Whether the model may call several tools at once. Default: depends on the model. */
  parallelToolCalls?: boolean | null | undefined;
  /**
   * How much to think: `none`, `low`, `medium`, `high`, `xhigh`, `max`, a boolean, or a cap in
   * tokens. Which of them a model takes differs (section 2.6); what it is known to refuse is refused
   * before the call. Not together with `thinking`.
   */
  reasoningEffort?: ReasoningEffort | null | undefined;
  /**
   * What to do with the reasoning of earlier turns: `disabled` drops it, `interleaved` keeps that of
   * the turn since the last user message, `preserved` keeps all. Default: depends on the model.
   */
  reasoningHistory?: ReasoningHistory | null | undefined;
  /** Anthropic-style twin of `reasoningEffort`; `budgetTokens` ≥ 1024, checked before the call. */
  thinking?:
    | { type: "enabled"; budgetTokens?: number | null }
    | { type: "disabled" }
    | { type: "adaptive" }
    | null
    | undefined;
  /** Text the answer will probably repeat; speeds generation up at no cost. Use temperature 0. */
  prediction?: Prediction | string | null | undefined;
  /** Older form of `prediction`: text or token ids. */
  speculation?: string | number[] | null | undefined;
  /** Your end user's id; also groups requests for the prompt cache. */
  user?: string | null | undefined;
  /** Requests with one key reach one replica and share its prompt cache. Preferred over `user`. */
  promptCacheKey?: string | null | undefined;
  /** Only requests with the same value share cached prompts. */
  promptCacheIsolationKey?: string | null | undefined;
  /** `auto`, `default`, `flex` or `priority`; only `priority` changes anything. Fast is a router id. */
  serviceTier?: ServiceTier | null | undefined;
  /** String → string, stored by Fireworks for tracing. (`metadata` is LangChain's own field.) */
  requestMetadata?: Record<string, string> | null | undefined;
  /** `truncate` (Fireworks' default) shrinks the output budget to fit; `error` refuses instead. */
  contextLengthExceededBehavior?: "truncate" | "error" | null | undefined;
  /** Cut the prompt to N tokens, oldest turns first. */
  promptTruncateLen?: number | null | undefined;
  /** Keep special-token text in user content as plain text. */
  safeTokenization?: boolean | null | undefined;
  /** Overrides what is sent while streaming; default `{ include_usage: true }`. */
  streamOptions?: StreamOptions | null | undefined;
}

/** The one list: our name → Fireworks' name. A missing or misspelt entry does not compile. */
export const WIRE_NAMES: Readonly<Record<keyof FireworksParameters, keyof ChatCompletionRequest>> =
  {
    temperature: "temperature",
    maxTokens: "max_tokens",
    maxCompletionTokens: "max_completion_tokens",
    topP: "top_p",
    topK: "top_k",
    minP: "min_p",
    typicalP: "typical_p",
    frequencyPenalty: "frequency_penalty",
    presencePenalty: "presence_penalty",
    repetitionPenalty: "repetition_penalty",
    mirostatTarget: "mirostat_target",
    mirostatLr: "mirostat_lr",
    seed: "seed",
    logitBias: "logit_bias",
    n: "n",
    stop: "stop",
    ignoreEos: "ignore_eos",
    logprobs: "logprobs",
    topLogprobs: "top_logprobs",
    echo: "echo",
    echoLast: "echo_last",
    rawOutput: "raw_output",
    returnTokenIds: "return_token_ids",
    perfMetricsInResponse: "perf_metrics_in_response",
    responseFormat: "response_format",
    parallelToolCalls: "parallel_tool_calls",
    reasoningEffort: "reasoning_effort",
    reasoningHistory: "reasoning_history",
    thinking: "thinking",
    prediction: "prediction",
    speculation: "speculation",
    user: "user",
    promptCacheKey: "prompt_cache_key",
    promptCacheIsolationKey: "prompt_cache_isolation_key",
    serviceTier: "service_tier",
    requestMetadata: "metadata",
    contextLengthExceededBehavior: "context_length_exceeded_behavior",
    promptTruncateLen: "prompt_truncate_len",
    safeTokenization: "safe_tokenization",
    streamOptions: "stream_options",
  };

export const PARAMETER_NAMES = Object.keys(WIRE_NAMES) as (keyof FireworksParameters)[];

/** The place of each in the body, and so in what is sent. */
const PLACES: ReadonlyMap<string, number> = new Map(
  PARAMETER_NAMES.map((name, place) => [name, place]),
);

/** Our name by either spelling. `metadata` by Fireworks' name would be LangChain's run metadata. */
export const NAMES: ReadonlyMap<string, keyof FireworksParameters> = new Map([
  ...PARAMETER_NAMES.filter((name) => name !== "requestMetadata").map(
    (name) => [WIRE_NAMES[name], name] as const,
  ),
  ...PARAMETER_NAMES.map((name) => [name, name] as const),
]);

/**
 * The parameters that are given, by our names. Each is read by Fireworks' name as well, so that
 * settings written for other packages arrive; where both are given, ours wins.
 */
export function givenParameters(level: object): FireworksParameters {
  const names = givenNames(level as Record<string, unknown>);
  const given: Record<string, unknown> = {};
  for (const name of names) {
    const value: unknown = Reflect.get(level, name);
    given[name] = value === undefined ? Reflect.get(level, WIRE_NAMES[name]) : value;
  }
  return given;
}

/**
 * Their names, in the one order. Every call asks several times: only the keys that are there are looked
 * at, because a model has few of eighty spellings.
 */
function givenNames(level: Record<string, unknown>): (keyof FireworksParameters)[] {
  const names: (keyof FireworksParameters)[] = [];
  for (const key of Object.keys(level)) {
    const name = NAMES.get(key);
    if (name !== undefined && level[key] !== undefined && !names.includes(name)) names.push(name);
  }
  return names.toSorted((left, right) => (PLACES.get(left) ?? 0) - (PLACES.get(right) ?? 0));
}
