import type { ChatCompletionRequest, ChatCompletionResponse } from "fireworks-client/wire";
import type { Accepted, RequestRules } from "../requests/read-request.js";
import type { ErrorFacts } from "./error-words.js";
import type { NamedEvent } from "./named-event.js";
import type { Said } from "./said-in-chunk.js";

/**
 * An endpoint that says a chat in other words (contract 6.4, 6.5): what its requests are held to, and
 * the way there and back. Who answers chats answers it too.
 */
export interface ChatAdapter<Request, Memory> {
  /** Below the inference base. */
  path: `/${string}`;
  rules: RequestRules<Request>;
  /** `memory` outlives one request. Throws the refusal of what only it can tell. */
  open(accepted: Accepted<Request>, memory: Memory): Exchange;
}

/** One request on its way to a chat, and the chat's answer on its way back. */
export interface Exchange {
  chat: ChatCompletionRequest;
  whole(answer: ChatCompletionResponse, facts: AnswerFacts): object;
  writer(facts: AnswerFacts): AnswerWriter;
}

/** What the answer to a chat does not say in its body, or too late. */
export interface AnswerFacts {
  /** The stop text that ended the answer, where it is known: only the stand-in tells. */
  stopWord: string | undefined;
  /** Of the headers, which a stream has before its usage. */
  promptTokens: number;
  cachedTokens: number;
}

/** Writes a stream in the words of its endpoint, event by event. */
export interface AnswerWriter {
  begin(): NamedEvent[];
  take(said: Said): NamedEvent[];
  /** When the chat said `[DONE]`. */
  end(): NamedEvent[];
  /** When it said an error instead. */
  fail(facts: ErrorFacts): NamedEvent[];
}
