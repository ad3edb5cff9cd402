import { head, type RawExchange } from "../raw/raw-exchange.js";
import type { RawHandler } from "../raw/raw-server.js";
import type { RawRequest } from "../raw/request-reader.js";
import type { Steps } from "./steps.js";

/** What is answered: a head and the pieces of a body. */
export interface SteppedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent one by one. A stream is chunked; of a whole answer the length is declared. */
  readonly pieces: readonly string[];
  readonly streamed?: boolean;
}

/** What is answered to the n-th request. */
export type Serve = (request: RawRequest, nth: number) => SteppedAnswer;

/** Answers with a step before the head, before each piece of the body and before its end. */
export function steppedAnswers(steps: Steps, serve: Serve): RawHandler {
  return async (exchange) => {
    const { request, nth } = exchange;
    const { status, headers = {}, pieces, streamed = false } = serve(request, nth);
    await steps.at(`head ${nth}`);
    const type = streamed ? "text/event-stream" : "application/json";
    const all = Object.entries({ "content-type": type, ...headers });
    if (streamed) exchange.begin(status, all);
    else exchange.write(head(status, [...all, ["content-length", lengthOf(pieces)]]));
    for (const piece of pieces) {
      await steps.at(`piece of ${nth}`);
      write(exchange, piece, streamed);
    }
    // A whole answer is over with its last byte, whatever happens next.
    exchange.finished = !streamed;
    await steps.at(`end of ${nth}`);
    if (streamed) exchange.end();
  };
}

function write(exchange: RawExchange, piece: string, streamed: boolean): void {
  if (streamed) exchange.chunk(piece);
  else exchange.write(piece);
}

const lengthOf = (pieces: readonly string[]): string => String(Buffer.byteLength(pieces.join("")));
