import type { ChatCompletionChunk } from "fireworks-client/wire";

/** What went wrong, ready to be shown. */
export interface ShownFailure {
  /** The class of the error: what a program would catch. */
  name: string;
  message: string;
  status: number | undefined;
  requestId: string | undefined;
  hint: string | undefined;
}

/** What left the page, byte for byte; the key is not in it. */
export interface SentRequest {
  method: string;
  url: string;
  headers: [string, string][];
  body: string;
}

/** Everything that happens in the life of one request. `at` counts milliseconds since it left. */
export type ExchangeEvent =
  | { kind: "sent"; at: number; sent: SentRequest }
  | { kind: "headers"; at: number; status: number; headers: [string, string][] }
  | { kind: "piece"; at: number; text: string }
  | { kind: "chunk"; at: number; chunk: ChatCompletionChunk }
  | { kind: "ended"; at: number }
  | { kind: "stopped"; at: number }
  | { kind: "failed"; at: number; failure: ShownFailure };
