import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { ExchangeEvent } from "./exchange-event.js";
import { ask } from "./ask.js";
import { inferenceKeyOf, type ServerPlace } from "./credentials.js";

export interface AskOptions {
  signal?: AbortSignal;
  onEvent: (event: ExchangeEvent) => void;
}

/** The server this page came from. */
export interface Connection extends ServerPlace {
  /** Where clients send to. */
  readonly baseURL: string;
  /** Never rejects: a failure is an event. */
  ask(request: ChatCompletionRequest, options: AskOptions): Promise<void>;
}

export function connect(origin: string): Connection {
  const baseURL = `${origin}/inference/v1`;
  const credentials = { adminToken: undefined, inferenceKey: undefined };
  return {
    origin,
    credentials,
    baseURL,
    ask: (request, options) =>
      ask({ baseURL, apiKey: inferenceKeyOf(credentials) }, request, options),
  };
}
