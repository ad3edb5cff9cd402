/**
 * What the server has to know about a model to accept a request for it: for `models` of the options.
 * Only `id` is needed.
 */
export interface LocalModel {
  /** Full id, e.g. `accounts/fireworks/models/kimi-k3`. */
  id: string;
  /** Tokens of prompt and answer together. Default 131,072; `null` leaves it out of `/models`. */
  contextLength?: number | null;
  /** Default true. A model that cannot chat answers 404 on `/chat/completions` and `/completions`. */
  chat?: boolean;
  /** Default false. Only reported by `/models`; what Fireworks does with an image here is unknown. */
  imageInput?: boolean;
  /** Default false. Accepts `audio_url` parts. */
  audioInput?: boolean;
  /** Default true. False drops `tools` in silence, as Fireworks does (contract 2.4). */
  tools?: boolean;
  /** Default `on-request`. `always` answers with `reasoning_content` unasked. */
  reasoning?: "always" | "on-request" | "never";
  /** Without it, the model does not embed, except as an LLM on a deployment of its own. */
  embedding?: EmbeddingFacts;
  /** Default false. Answers `/rerank`. */
  rerank?: boolean;
  /** As in `/models`. Default `HF_BASE_MODEL`, of a LoRA `HF_PEFT_ADDON`. */
  kind?: string;
  /** `supportsServerless` of the control plane. Default: true for Fireworks' own models. */
  serverless?: boolean;
  /** Of a LoRA: the full id of the model it changes. Reported by the control plane. */
  baseModel?: string;
  /** Default true for models that chat. A batch job on any other stays pending until it expires. */
  batch?: boolean;
  /** Reported by the control plane, `YYYY-MM-DD`. */
  deprecationDate?: string;
}

/** What is known of the vectors of a model. */
export interface EmbeddingFacts {
  /** Numbers of a whole vector. */
  dimensions: number;
  /** Default false: `dimensions` of a request is refused. */
  resizable?: boolean;
  /** Default false. True when its vectors have length 1 without being asked for. */
  unitLength?: boolean;
  /** Default false. True when its numbers are rounded to bfloat16. */
  coarse?: boolean;
  /** Default false. Accepts `input_type`, which Voyage's models do. */
  inputType?: boolean;
}
