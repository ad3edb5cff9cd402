import type { AsyncCaller } from "@langchain/core/utils/async_caller";
import { FireworksBadRequestError, FireworksError, type RequestPreview } from "fireworks-client";
import type {
  ChatCompletionChunk,
  ChatCompletionRequest,
  ChatCompletionResponse,
} from "fireworks-client/wire";
import { type AnswerStep, readStream, readWhole } from "../answer-steps/answer-step.js";
import { addAffinity } from "./call-affinity.js";
import type { FireworksChatClient } from "./chat-options.js";
import type { RequestedMetadata } from "../convert/metadata-from-wire.js";
import { partialFromWire } from "../convert/message-from-wire.js";
import { readableAnswer } from "../convert/readable-answer.js";
import { adoptError } from "../errors/adopt-error.js";
import { inputError } from "../errors/input-error.js";
import { type CallPlan, CallRunner } from "../calls/call-runner.js";

/** A whole answer, and what is known beside it. */
export interface WholeAnswer {
  response: ChatCompletionResponse;
  requested: RequestedMetadata;
}

/** An answer that is arriving; `received()` is what has arrived so far, put together. */
export interface ArrivingAnswer {
  chunks: AsyncIterable<ChatCompletionChunk>;
  received(): ChatCompletionResponse;
  requested: RequestedMetadata;
}

/** What a call needs beside the request itself. */
export interface CallContext extends CallPlan {
  requested: RequestedMetadata;
  /** Where the prompt is cached, if the request does not say it. */
  affinity?: string | undefined;
  /** How the answer is read. */
  steps: readonly AnswerStep[];
}

/** A request and how it is asked. */
export interface PreparedCall<Request extends ChatCompletionRequest> {
  request: Request;
  context: CallContext;
}

/** A request body that says it is streamed. */
export type StreamRequest = ChatCompletionRequest & { stream: true };

/**
 * The two ways to ask the client for an answer. Both wait for a place when `maxConcurrency` is set,
 * and both hand out errors that are LangChain's as well, with what had arrived.
 */
export class ChatCalls {
  readonly #client: FireworksChatClient;
  readonly #runner: CallRunner;

  /** @param queue - The model's caller when `maxConcurrency` limits it; it never retries. */
  constructor(client: FireworksChatClient, queue: AsyncCaller | undefined) {
    this.#client = client;
    this.#runner = new CallRunner(client, queue);
  }

  /** Where calls go, if the client says it. */
  get baseURL(): string | undefined {
    return this.#client.baseURL;
  }

  async whole(request: ChatCompletionRequest, context: CallContext): Promise<WholeAnswer> {
    try {
      const sent = this.#outgoing({ ...request, stream: false as const }, context);
      const { data, response } = await this.#runner.run(context, () =>
        this.#client.chat.completions.create(sent.request, sent.options).withResponse(),
      );
      const requested = { ...context.requested, info: response };
      return { response: readWhole(context.steps, readableAnswer(data)), requested };
    } catch (error) {
      throw await this.#explained(error, context);
    }
  }

  async stream(request: StreamRequest, context: CallContext): Promise<ArrivingAnswer> {
    try {
      const sent = this.#outgoing(request, context);
      const stream = await this.#runner.run(context, () =>
        this.#client.chat.completions.create(sent.request, sent.options),
      );
      const requested = { ...context.requested, info: stream.response };
      return {
        chunks: readChunks(readStream(context.steps, stream), { ...context, requested }),
        received: () => readWhole(context.steps, stream.received()),
        requested,
      };
    } catch (error) {
      throw await this.#explained(error, context);
    }
  }

  #outgoing<Request extends ChatCompletionRequest>(request: Request, context: CallContext) {
    return addAffinity(context.affinity, { request, options: context.options }, this.#client);
  }

  /** What a call would send. */
  preview(request: ChatCompletionRequest, context: CallContext): RequestPreview {
    const { completions } = this.#client.chat;
    const body: ChatCompletionRequest = { ...request, stream: request.stream === true };
    const sent = this.#outgoing(body, context);
    if (completions.toRequest !== undefined) {
      return completions.toRequest(sent.request, sent.options);
    }
    throw inputError("The injected client cannot show a request without sending it.", {
      field: "client",
      code: "client_without_preview",
      hint: "Give it `chat.completions.toRequest(request, options)`, as `FireworksClient` has it.",
    });
  }

  async #explained(error: unknown, context: CallContext): Promise<unknown> {
    await this.#runner.explain(error, context);
    return adopted(error, context);
  }
}

async function* readChunks(
  stream: AsyncIterable<ChatCompletionChunk>,
  context: CallContext,
): AsyncGenerator<ChatCompletionChunk> {
  try {
    yield* stream;
  } catch (error) {
    throw adopted(error, context);
  }
}

function adopted(error: unknown, { requested, steps }: CallContext): unknown {
  const partial = FireworksError.isInstance(error) ? error.partial : undefined;
  if (partial?.object !== "chat.completion") return adoptError(error, { model: requested.model });
  const partialOutput = partialFromWire(readWhole(steps, partial), requested);
  return adoptError(error, { model: requested.model, partialOutput });
}

/** Fireworks' refusal of a whole answer that may become too long; the cap differs by account. */
export function wantsStream(error: unknown): boolean {
  return (
    FireworksBadRequestError.isInstance(error) && /must have stream ?= ?true/i.test(error.message)
  );
}
