/** An answer of inference, or its refusal. */
export interface InferenceAnswer {
  status: number;
  body: unknown;
}

/**
 * Puts a request to an endpoint of inference, as the rows of a batch are: whole, at once, and without the
 * cap on answers that are not streamed. Whoever answers chats answers these. Never rejects.
 */
export type AskInference = (
  path: "/chat/completions" | "/completions",
  body: Record<string, unknown>,
) => Promise<InferenceAnswer>;
