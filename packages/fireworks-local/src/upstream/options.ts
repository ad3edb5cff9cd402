/** A real engine behind the stand-in. */
export interface UpstreamOptions {
  /**
   * Where accepted requests of chat, completions, embeddings and rerank are sent instead of being
   * answered here; the control plane stays here. A URL, or a URL with settings. Default: nowhere.
   */
  upstream?: string | UpstreamTarget;
}

/** Fireworks itself, or any OpenAI-compatible engine. */
export interface UpstreamTarget {
  /**
   * What `/chat/completions` is appended to. Without a path `/v1` is added, for Fireworks
   * `/inference/v1`. A user and password in it are sent as basic authorization.
   */
  url: string;
  /**
   * Sent as bearer key. Default: with the dialect `fireworks` the caller's own key, with `openai` none,
   * so that a key for Fireworks stays out of other engines.
   */
  apiKey?: string;
  /**
   * From the ids that clients send to the engine's own names; `*` is for all others. Default: ids are
   * sent as they are. With a map that lacks the id, Fireworks still gets it as it is, other engines
   * are not asked and the answer is a 404.
   */
  models?: Record<string, string>;
  /**
   * `fireworks`: requests and answers pass as they are. `openai`: both are translated. Default: by the
   * host, `fireworks` for fireworks.ai and what is below it, `openai` for every other.
   */
  dialect?: "fireworks" | "openai";
  /**
   * Which engine speaks `openai`: grammars and switched-off thinking are asked for differently by each.
   * Default: found out from its list of models when a request first needs to know.
   */
  engine?: EngineName;
  /** Default: the global `fetch`. */
  fetch?: typeof globalThis.fetch;
}

/** Engines whose own request fields are known. */
export type EngineName = "vllm" | "sglang" | "llama.cpp" | "ollama" | "lm-studio";
