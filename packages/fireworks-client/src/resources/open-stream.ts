import type { StreamRequestOptions } from "../client-options.js";
import { FireworksStreamError } from "../errors/stream-error.js";
import { isErrorJson } from "../errors/error-body.js";
import { isJsonObject, parseJson } from "../json.js";
import { redact } from "../errors/redact.js";
import type { ReadAnswer } from "../http/transport.js";
import { refusalError } from "../http/refusal.js";
import type { Exchange } from "../http/send.js";
import { ChatCompletionStream } from "../stream/chat-completion-stream.js";
import { ChunkReader } from "../stream/chunk-reader.js";

/** Reads an answer up to its first event: until then every failure may still be retried. */
export function openStream(options: StreamRequestOptions): ReadAnswer<ChatCompletionStream> {
  return async (exchange, clock) => {
    if (!mayBeStream(exchange)) throw await notAStream(exchange);
    const reader = new ChunkReader(exchange, clock, options);
    const first = await reader.read();
    clock.markDelivered();
    return new ChatCompletionStream(reader, first, exchange.info);
  };
}

/** Only types that surely hold no events are refused; a missing one is common behind proxies. */
function mayBeStream({ info }: Exchange): boolean {
  const type = info.headers.get("content-type") ?? "";
  return !/^\s*(application\/json|text\/html)\b/i.test(type);
}

/** How much of such an answer is read for its error. */
const SHOWN_LENGTH = 65_536;

async function notAStream({ info, body, secrets }: Exchange) {
  const bodyText = await body.readText(SHOWN_LENGTH);
  await body.cancel();
  const json = parseJson(bodyText);
  if (isJsonObject(json) && isErrorJson(json)) {
    return refusalError({ info, bodyText, secrets, nowMs: Date.now() });
  }
  const detail = redact(bodyText.slice(0, 200), secrets);
  return new FireworksStreamError({ reason: "not-a-stream", detail, requestId: info.requestId });
}
