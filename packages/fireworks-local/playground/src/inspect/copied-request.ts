import type { ChatCompletionRequest } from "fireworks-client/wire";

/** What a copied program sends, and where to. The key is never part of it. */
export interface CopiedRequest {
  /** Undefined means Fireworks itself, which is where clients send when nothing is said. */
  baseURL: string | undefined;
  body: ChatCompletionRequest;
}

export const FIREWORKS_URL = "https://api.fireworks.ai/inference/v1";

/** The one name under which all three programs look for a key. */
export const KEY_NAME = "FIREWORKS_API_KEY";
