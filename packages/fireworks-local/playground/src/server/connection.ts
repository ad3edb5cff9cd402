import type { ChatCompletionRequest } from "fireworks-client/wire";
import type { ExchangeEvent } from "../state/exchange.js";
import type { ServerStatus } from "../../../src/admin/admin-answers.js";
import { ask } from "./ask.js";

export type { ServerStatus };

export interface AskOptions {
  signal?: AbortSignal;
  onEvent: (event: ExchangeEvent) => void;
}

/** The server this page came from. */
export interface Connection {
  readonly origin: string;
  /** Where clients send to. */
  readonly baseURL: string;
  /** Never rejects: a failure is an event. */
  ask(request: ChatCompletionRequest, options: AskOptions): Promise<void>;
  readStatus(): Promise<ServerStatus>;
}

/**
 * The server takes any key unless it was told which; a key of Fireworks stays with the server, so the page
 * has none to send.
 */
const NO_SECRET = "fw_playground";

export function connect(origin: string): Connection {
  const baseURL = `${origin}/inference/v1`;
  return {
    origin,
    baseURL,
    ask: (request, options) => ask({ baseURL, apiKey: NO_SECRET }, request, options),
    readStatus: async () => {
      const response = await fetch(`${origin}/_local/status`);
      return (await response.json()) as ServerStatus;
    },
  };
}
