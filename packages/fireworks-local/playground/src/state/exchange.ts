import type { ChatCompletionChunk, ChatCompletionRequest } from "fireworks-client/wire";
import type { ExchangeEvent, SentRequest, ShownFailure } from "../server/exchange-event.js";
import { addChunk, type Answer, type AnswerFacts, emptyAnswer, saysSomething } from "./answer.js";

/** A piece of the body as it came from the network, and when, in milliseconds since the request left. */
export interface RawPiece {
  at: number;
  text: string;
}

export type ExchangePhase = "sent" | "streaming" | "done" | "stopped" | "failed";

/** One request of this page and all that came back. Lists only grow; each step is a new object around them. */
export interface Exchange {
  id: string;
  /** What was asked for. */
  request: ChatCompletionRequest;
  /** The same as it left the page. */
  sent: SentRequest | undefined;
  phase: ExchangePhase;
  status: number | undefined;
  headers: [string, string][];
  raw: RawPiece[];
  /** One for each choice, at least one. */
  answers: Answer[];
  facts: AnswerFacts;
  /** When each token arrived: parallel to the tokens of the first choice. */
  tokenTimes: number[];
  /** When each event arrived that says something: text, reasoning or a piece of a tool call, of any choice. */
  pieceTimes: number[];
  firstByteAt: number | undefined;
  endedAt: number | undefined;
  failure: ShownFailure | undefined;
}

export function beginExchange(id: string, request: ChatCompletionRequest): Exchange {
  return {
    id,
    request,
    sent: undefined,
    phase: "sent",
    status: undefined,
    headers: [],
    raw: [],
    answers: [emptyAnswer()],
    facts: { id: undefined, model: undefined, usage: undefined, perfMetrics: undefined },
    tokenTimes: [],
    pieceTimes: [],
    firstByteAt: undefined,
    endedAt: undefined,
    failure: undefined,
  };
}

/** The next state. Text is added in place, because an answer of 20,000 tokens is not copied 20,000 times. */
export function reduceExchange(exchange: Exchange, event: ExchangeEvent): Exchange {
  switch (event.kind) {
    case "sent":
      return { ...exchange, sent: event.sent };
    case "headers":
      return { ...exchange, status: event.status, headers: event.headers };
    case "piece":
      exchange.raw.push({ at: event.at, text: event.text });
      return { ...exchange, phase: "streaming", firstByteAt: exchange.firstByteAt ?? event.at };
    case "chunk":
      return addedChunk(exchange, event.chunk, event.at);
    case "ended":
      return { ...exchange, phase: "done", endedAt: event.at };
    case "stopped":
      return { ...exchange, phase: "stopped", endedAt: event.at };
    case "failed":
      return { ...exchange, phase: "failed", endedAt: event.at, failure: event.failure };
  }
}

function addedChunk(exchange: Exchange, chunk: ChatCompletionChunk, at: number): Exchange {
  const facts = addChunk(exchange.answers, exchange.facts, { chunk, at });
  const tokens = exchange.answers[0]?.tokens.length ?? 0;
  if (saysSomething(chunk)) exchange.pieceTimes.push(at);
  while (exchange.tokenTimes.length < tokens) exchange.tokenTimes.push(at);
  return { ...exchange, facts };
}

/** Whether nothing more will come. */
export const isOver = ({ phase }: Exchange): boolean => phase !== "sent" && phase !== "streaming";
