/**
 * GENERATED from data/models.json by `npm run models`. Do not edit.
 *
 * Fireworks' models as of 2026-10-06, by section 9 of the wire contract. Sources:
 *
 * - CAT-oct: a third party's hand-checked list of serverless chat models, 2026-10-06
 * - LC-py: profiles of langchain-fireworks for Python, to about 2026-09-22
 * - fc: fw-ai/fireconnect, 2026-06-30
 * - models.dev: anomalyco/models.dev, 2026-07-02 and its pull requests to 2026-09-10
 * - docs-2026: docs.fireworks.ai, copies of 2026
 * - BATCH: a third party's recording of a batch job, 2026-08-30
 * - LC-js: @langchain/fireworks 0.2.6, 2026-08-05
 * - LC-page: LangChain's page about ChatFireworks, which shows this model calling tools
 */
import type { ModelFacts } from "./model-facts.js";

/** When the table was last checked. */
export const MODELS_DATE: string = "2026-10-06";

/** Catalogue name, or Hugging Face id → what is known of the model. */
export const MODELS: Readonly<Record<string, ModelFacts>> = {
  "BAAI/bge-base-en-v1.5": { kind: "embedding", dimensions: 768 },
  "BAAI/bge-small-en-v1.5": { kind: "embedding", dimensions: 384 },
  "WhereIsAI/UAE-Large-V1": { kind: "embedding", dimensions: 1024 },
  "deepseek-v4-flash": {
    status: "deployable",
    context: 1048576,
    output: 384000,
    image: false,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "deepseek-v4-flash-0731": {
    status: "deployable",
    context: 1048576,
    output: 384000,
    image: false,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "deepseek-v4-pro": {
    status: "deployable",
    context: 1048576,
    output: 384000,
    image: false,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "deepseek-v4-pro-0813": {
    status: "deployable",
    context: 1048576,
    output: 384000,
    image: false,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "deepseek-v4p1-flash": {
    status: "serverless",
    context: 1000000,
    output: 384000,
    image: true,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
    structuredOutput: true,
  },
  "ember-1": {
    status: "serverless",
    context: 1048576,
    output: 131072,
    image: true,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "glm-5p1": {
    status: "deployable",
    context: 202752,
    output: 25344,
    image: false,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "glm-5p2": {
    status: "deployable",
    context: 1048575,
    output: 131072,
    image: false,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "glm-5p3": {
    status: "serverless",
    context: 1048573,
    output: 262144,
    image: false,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
    structuredOutput: true,
  },
  "glm-5p3-flash": {
    status: "serverless",
    context: 1048573,
    output: 131072,
    image: true,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
    structuredOutput: true,
  },
  "gpt-oss-120b": {
    status: "serverless",
    context: 131072,
    output: 32768,
    image: false,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "gpt-oss-20b": {
    status: "deployable",
    context: 131072,
    output: 16384,
    image: false,
    audio: false,
    video: false,
    tools: false,
    reasoning: true,
  },
  inkling: {
    status: "serverless",
    context: 1048576,
    output: 1048576,
    image: true,
    audio: true,
    video: false,
    tools: true,
    reasoning: true,
  },
  "kimi-k2p5": {
    status: "deployable",
    context: 262144,
    output: 32768,
    image: true,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "kimi-k2p6": {
    status: "deployable",
    context: 262144,
    output: 32768,
    image: true,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "kimi-k2p7-code": {
    status: "deployable",
    context: 262144,
    output: 32768,
    image: true,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "kimi-k3": {
    status: "serverless",
    context: 1048576,
    output: 131072,
    image: true,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
    structuredOutput: true,
    temperature: false,
  },
  "llama-v3-70b-instruct": {
    status: "retired",
    context: 8192,
    image: false,
    audio: false,
    video: false,
    tools: true,
    reasoning: false,
  },
  "llama-v3p1-8b-instruct": {
    status: "retired",
    context: 131072,
    image: false,
    audio: false,
    video: false,
    tools: false,
    reasoning: false,
  },
  "minimax-m2p5": {
    status: "deployable",
    context: 196608,
    output: 24576,
    image: false,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "minimax-m2p7": {
    status: "deployable",
    context: 196608,
    output: 24576,
    image: false,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "minimax-m3": {
    status: "serverless",
    context: 512000,
    output: 512000,
    image: false,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "mixedbread-ai/mxbai-embed-large-v1": { kind: "embedding", dimensions: 1024 },
  "nemotron-3-ultra-nvfp4": {
    status: "serverless",
    context: 262144,
    output: 128000,
    image: false,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "nemotron-lightning-3p5-30b-a3b": {
    status: "serverless",
    context: 262144,
    output: 262144,
    image: false,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
    structuredOutput: true,
  },
  "nomic-ai/nomic-embed-text-v1": { kind: "embedding", dimensions: 768 },
  "nomic-ai/nomic-embed-text-v1.5": {
    kind: "embedding",
    context: 8192,
    dimensions: 768,
    resizable: true,
  },
  "nvidia-nemotron-3-nano-omni-30b-a3b": { status: "deployable", audio: true, video: true },
  "qwen3-embedding-0p6b": {
    kind: "embedding",
    status: "deployable",
    context: 32768,
    resizable: true,
  },
  "qwen3-embedding-4b": {
    kind: "embedding",
    status: "deployable",
    context: 40960,
    resizable: true,
  },
  "qwen3-embedding-8b": {
    kind: "embedding",
    status: "serverless",
    context: 40960,
    dimensions: 4096,
    resizable: true,
  },
  "qwen3-omni-30b-a3b-instruct": { status: "deployable", audio: true, video: true },
  "qwen3-reranker-0p6b": { kind: "rerank", status: "deployable" },
  "qwen3-reranker-4b": { kind: "rerank", status: "deployable" },
  "qwen3-reranker-8b": { kind: "rerank", status: "serverless", context: 40960 },
  "qwen3p6-plus": {
    status: "deployable",
    context: 262144,
    output: 32768,
    image: true,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "qwen3p7-plus": {
    status: "deployable",
    context: 262144,
    output: 32768,
    image: true,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "qwen3p8-2p4t-a95b": {
    status: "serverless",
    context: 262144,
    output: 131072,
    image: false,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
    structuredOutput: true,
  },
  "qwen3p8-max": {
    status: "serverless",
    context: 262144,
    output: 131072,
    image: true,
    audio: false,
    video: false,
    tools: true,
    reasoning: true,
  },
  "thenlper/gte-base": { kind: "embedding", dimensions: 768 },
  "thenlper/gte-large": { kind: "embedding", dimensions: 1024 },
};

/**
 * Router → catalogue name of the model it routes to. The moving aliases name the newest model of
 * their family at the table's date.
 */
export const ROUTED: Readonly<Record<string, string>> = {
  "deepseek-flash-latest": "deepseek-v4p1-flash",
  "glm-5p2-fast": "glm-5p2",
  "glm-5p3-fast": "glm-5p3",
  "glm-fast-latest": "glm-5p3",
  "glm-flash-latest": "glm-5p3-flash",
  "glm-latest": "glm-5p3",
  "kimi-fast-latest": "kimi-k3",
  "kimi-k2p6-fast": "kimi-k2p6",
  "kimi-k2p6-turbo": "kimi-k2p6",
  "kimi-k2p7-code-fast": "kimi-k2p7-code",
  "kimi-k3-fast": "kimi-k3",
  "kimi-latest": "kimi-k3",
  "minimax-latest": "minimax-m3",
  "qwen-max-latest": "qwen3p8-max",
};

/** Ids that could be called without a deployment at the table's date, for suggestions in editors. */
export type FireworksChatModelId =
  | "accounts/fireworks/models/deepseek-v4p1-flash"
  | "accounts/fireworks/models/ember-1"
  | "accounts/fireworks/models/glm-5p3"
  | "accounts/fireworks/models/glm-5p3-flash"
  | "accounts/fireworks/models/gpt-oss-120b"
  | "accounts/fireworks/models/inkling"
  | "accounts/fireworks/models/kimi-k3"
  | "accounts/fireworks/models/minimax-m3"
  | "accounts/fireworks/models/nemotron-3-ultra-nvfp4"
  | "accounts/fireworks/models/nemotron-lightning-3p5-30b-a3b"
  | "accounts/fireworks/models/qwen3p8-2p4t-a95b"
  | "accounts/fireworks/models/qwen3p8-max"
  | "accounts/fireworks/routers/deepseek-flash-latest"
  | "accounts/fireworks/routers/glm-5p2-fast"
  | "accounts/fireworks/routers/glm-5p3-fast"
  | "accounts/fireworks/routers/glm-fast-latest"
  | "accounts/fireworks/routers/glm-flash-latest"
  | "accounts/fireworks/routers/glm-latest"
  | "accounts/fireworks/routers/kimi-fast-latest"
  | "accounts/fireworks/routers/kimi-k2p6-fast"
  | "accounts/fireworks/routers/kimi-k2p6-turbo"
  | "accounts/fireworks/routers/kimi-k2p7-code-fast"
  | "accounts/fireworks/routers/kimi-k3-fast"
  | "accounts/fireworks/routers/kimi-latest"
  | "accounts/fireworks/routers/minimax-latest"
  | "accounts/fireworks/routers/qwen-max-latest";
