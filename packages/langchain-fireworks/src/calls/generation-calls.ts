import type { AsyncCaller } from "@langchain/core/utils/async_caller";
import {
  type AnswerStream,
  errorFromAbortedSignal,
  FireworksError,
  type GenerationEndpoint,
  type RequestPreview,
  type StreamedChunk,
} from "fireworks-client";
import type { AnyCompletion, GenerationRequest } from "fireworks-client/wire";
import type { RequestedMetadata } from "../convert/metadata-from-wire.js";
import { adoptError, type PartialOutput } from "../errors/adopt-error.js";
import { inputError } from "../errors/input-error.js";
import type { ModelsClient } from "../models/known-profiles.js";
import { ArrivingChunks, type ChunkReading } from "./arriving-chunks.js";
import { addAffinity } from "./call-affinity.js";
import { type CallPlan, CallRunner } from "./call-runner.js";

/** What a call that generates text needs beside the request itself. */
export interface GenerationContext extends CallPlan {
  requested: RequestedMetadata;
  /** Where the prompt is cached, if the request does not say it. */
  affinity?: string | undefined;
}

/** A whole answer, and what is known beside it. */
export interface WholeGeneration<Whole> {
  response: Whole;
  requested: RequestedMetadata;
}

/** An answer that is arriving; `received()` is what has arrived so far, put together. */
export interface ArrivingGeneration<Chunk, Whole> {
  chunks: ArrivingChunks<Chunk>;
  received(): Whole;
  requested: RequestedMetadata;
  /** @throws FireworksAbortError, with what had arrived, when the caller has aborted */
  refuseAborted(): void;
}

/** A request and how it is asked. */
export interface PreparedGeneration<Request, Context> {
  request: Request;
  context: Context;
}

/** The part of a client's endpoint that is used. */
export type UsedEndpoint<
  Request extends GenerationRequest,
  Chunk extends StreamedChunk,
  Whole extends AnyCompletion,
> = Pick<GenerationEndpoint<Request, Chunk, Whole>, "create"> &
  Partial<Pick<GenerationEndpoint<Request, Chunk, Whole>, "toRequest">>;

/** The part of a client every endpoint's calls use. */
export interface GenerationClient extends ModelsClient {
  /** Where it asks: answers of different servers are different entries of LangChain's response cache. */
  readonly baseURL?: string;
  /** Whether a header is sent with every request. Without it, none is. */
  sendsHeader?(name: string): boolean;
}

/** How the answers of one endpoint are read. */
export interface AnswerReading<Chunk, Whole, Context> {
  /** The endpoint, as a property of the client. */
  name: string;
  /** A whole answer as the rest of the code may rely on it. */
  whole(answer: Whole, context: Context): Whole;
  /** What has arrived of a stream. */
  received(answer: Whole, context: Context): Whole;
  /** A reader of one stream; none where the chunks are read as they come. */
  open(context: Context): ChunkReading<Chunk> | undefined;
  /** What had arrived before a failure, as the error carries it. */
  partial(partial: AnyCompletion, context: Context): PartialOutput | undefined;
}

/** What the calls of one model are made with. */
export interface GenerationCallsParts<Endpoint, Reading> {
  client: GenerationClient;
  endpoint: Endpoint;
  reading: Reading;
  /** The model's caller when `maxConcurrency` limits it; it never retries. */
  queue: AsyncCaller | undefined;
}

/**
 * The two ways to ask the client for an answer, whichever endpoint gives it. Both wait for a place when
 * `maxConcurrency` is set, and both hand out errors that are LangChain's as well, with what had arrived.
 */
export class GenerationCalls<
  Request extends GenerationRequest,
  Chunk extends StreamedChunk,
  Whole extends AnyCompletion,
  Context extends GenerationContext,
> {
  readonly #client: GenerationClient;
  readonly #endpoint: UsedEndpoint<Request, Chunk, Whole>;
  readonly #reading: AnswerReading<Chunk, Whole, Context>;
  readonly #runner: CallRunner;

  constructor(
    parts: GenerationCallsParts<
      UsedEndpoint<Request, Chunk, Whole>,
      AnswerReading<Chunk, Whole, Context>
    >,
  ) {
    this.#client = parts.client;
    this.#endpoint = parts.endpoint;
    this.#reading = parts.reading;
    this.#runner = new CallRunner(parts.client, parts);
  }

  /** Whom they ask. */
  get client(): GenerationClient {
    return this.#client;
  }

  /** Where calls go, if the client says it. */
  get baseURL(): string | undefined {
    return this.#client.baseURL;
  }

  async whole(request: Request, context: Context): Promise<WholeGeneration<Whole>> {
    try {
      const sent = this.#outgoing({ ...request, stream: false as const }, context);
      const { data, response } = await this.#runner.run(context, () =>
        this.#endpoint.create(sent.request, sent.options).withResponse(),
      );
      const requested = { ...context.requested, info: response };
      return { response: this.#reading.whole(data, context), requested };
    } catch (error) {
      throw await this.#explained(error, context);
    }
  }

  async stream(
    request: Request & { stream: true },
    context: Context,
  ): Promise<ArrivingGeneration<Chunk, Whole>> {
    try {
      const sent = this.#outgoing(request, context);
      const stream = await this.#runner.run(context, () =>
        this.#endpoint.create(sent.request, sent.options),
      );
      return this.#arriving(stream, context);
    } catch (error) {
      throw await this.#explained(error, context);
    }
  }

  /** Apart from what asks, so that an open stream does not keep its request. */
  #arriving(
    stream: AnswerStream<Chunk, Whole>,
    context: Context,
  ): ArrivingGeneration<Chunk, Whole> {
    const requested = { ...context.requested, info: stream.response };
    const adopt = (error: unknown) => this.#adopted(error, { ...context, requested });
    return {
      chunks: new ArrivingChunks(stream, { reading: this.#reading.open(context), adopt }),
      received: () => this.#reading.received(stream.received(), context),
      requested,
      refuseAborted: () => {
        const { signal } = context.options;
        if (signal?.aborted !== true) return;
        const error = errorFromAbortedSignal(signal);
        error.partial = stream.received();
        throw adopt(error);
      },
    };
  }

  /** What a call would send. */
  preview(request: Request, context: Context): RequestPreview {
    const sent = this.#outgoing({ ...request, stream: request.stream === true }, context);
    if (this.#endpoint.toRequest !== undefined) {
      return this.#endpoint.toRequest(sent.request, sent.options);
    }
    throw inputError("The injected client cannot show a request without sending it.", {
      field: "client",
      code: "client_without_preview",
      hint: `Give it \`${this.#reading.name}.toRequest(request, options)\`, as \`FireworksClient\` has it.`,
    });
  }

  #outgoing<Sent extends Request>(request: Sent, { affinity, options }: Context) {
    return addAffinity(affinity, { request, options }, this.#client);
  }

  async #explained(error: unknown, context: Context): Promise<unknown> {
    await this.#runner.explain(error, context);
    return this.#adopted(error, context);
  }

  #adopted(error: unknown, context: Context): unknown {
    const partial = FireworksError.isInstance(error) ? error.partial : undefined;
    const partialOutput = partial && this.#reading.partial(partial, context);
    return adoptError(error, { model: context.model, ...(partialOutput && { partialOutput }) });
  }
}
