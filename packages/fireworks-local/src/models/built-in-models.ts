import { BUILT_IN_EMBEDDERS } from "./built-in-embedders.js";
import type { LocalModel } from "./local-model.js";

/**
 * The models of section 9 of the wire contract, as of 2026-10-06, with the earlier ones of 2026 that
 * code still names, and the two retired Llamas of LangChain's page and of its JS default.
 */
export const BUILT_IN_MODELS: readonly LocalModel[] = [
  chat("glm-5p3", 1_048_573, { reasoning: "always" }),
  chat("glm-5p3-flash", 1_048_573, { reasoning: "always", imageInput: true }),
  chat("kimi-k3", 1_048_576, { imageInput: true }),
  chat("deepseek-v4p1-flash", 1_048_576, { imageInput: true }),
  chat("ember-1", 1_048_576, { imageInput: true }),
  chat("inkling", 1_048_576, { imageInput: true, audioInput: true }),
  chat("minimax-m3", 512_000),
  chat("gpt-oss-120b", 131_072, { reasoning: "always" }),
  chat("nemotron-3-ultra-nvfp4", 262_144),
  chat("nemotron-lightning-3p5-30b-a3b", 262_144),
  chat("qwen3p8-2p4t-a95b", 262_144),
  chat("qwen3p8-max", 262_144, { imageInput: true }),

  earlier("glm-5p2", 1_048_575),
  earlier("glm-5p1", 202_752),
  earlier("kimi-k2p7-code", 262_144, { imageInput: true }),
  earlier("kimi-k2p6", 262_144, { imageInput: true }),
  earlier("kimi-k2p5", 262_144, { imageInput: true }),
  earlier("deepseek-v4-pro", 1_048_576),
  earlier("deepseek-v4-pro-0813", 1_048_576),
  earlier("deepseek-v4-flash", 1_048_576),
  earlier("deepseek-v4-flash-0731", 1_048_576),
  earlier("minimax-m2p5", 196_608, { reasoning: "always" }),
  earlier("minimax-m2p7", 196_608, { reasoning: "always" }),
  earlier("qwen3p6-plus", 262_144, { imageInput: true }),
  earlier("qwen3p7-plus", 262_144, { imageInput: true }),
  earlier("gpt-oss-20b", 131_072, { reasoning: "always", tools: false }),
  earlier("qwen3-omni-30b-a3b-instruct", null, { imageInput: true, audioInput: true }),
  earlier("nvidia-nemotron-3-nano-omni-30b-a3b", null, { imageInput: true, audioInput: true }),

  // Retired. The 70B reports tools because the page shows this very model calling them.
  earlier("llama-v3-70b-instruct", 8_192, { reasoning: "never" }),
  earlier("llama-v3p1-8b-instruct", 131_072, { reasoning: "never", tools: false }),

  router("kimi-k3-fast", 1_048_576, { imageInput: true }),
  router("glm-5p3-fast", 1_048_573, { reasoning: "always" }),
  router("glm-5p2-fast", 1_048_575),
  router("kimi-k2p7-code-fast", 262_144, { imageInput: true }),
  router("kimi-k2p6-fast", 262_144, { imageInput: true }),
  router("kimi-k2p6-turbo", 262_144, { imageInput: true }),
  router("glm-latest", 1_048_573, { reasoning: "always" }),
  router("glm-fast-latest", 1_048_573, { reasoning: "always" }),
  router("glm-flash-latest", 1_048_573, { reasoning: "always", imageInput: true }),
  router("kimi-latest", 1_048_576, { imageInput: true }),
  router("kimi-fast-latest", 1_048_576, { imageInput: true }),
  router("deepseek-flash-latest", 1_048_576, { imageInput: true }),
  router("minimax-latest", 512_000),
  router("qwen-max-latest", 262_144, { imageInput: true }),

  ...BUILT_IN_EMBEDDERS,

  image("flux-1-schnell-fp8"),
  image("flux-1-dev-fp8"),
];

function chat(
  slug: string,
  contextLength: number | null,
  facts: Partial<LocalModel> = {},
): LocalModel {
  return { id: `accounts/fireworks/models/${slug}`, contextLength, ...facts };
}

/** No longer in the list of serverless models; answered here all the same. */
function earlier(
  slug: string,
  contextLength: number | null,
  facts: Partial<LocalModel> = {},
): LocalModel {
  return chat(slug, contextLength, { serverless: false, ...facts });
}

function router(slug: string, contextLength: number, facts: Partial<LocalModel> = {}): LocalModel {
  return { id: `accounts/fireworks/routers/${slug}`, contextLength, ...facts };
}

/** Listed only, and without a context length; this server makes no images. */
function image(slug: string): LocalModel {
  return chat(slug, null, {
    chat: false,
    tools: false,
    reasoning: "never",
    kind: "FLUMINA_BASE_MODEL",
  });
}
