import { CallbackManager, type CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import { ChatModelStream } from "@langchain/core/language_models/stream";
import type { BaseMessage } from "@langchain/core/messages";
import type { ChatGeneration } from "@langchain/core/outputs";
import type { RunnableConfig } from "@langchain/core/runnables";
import type { Serialized } from "@langchain/core/load/serializable";

/** What a run's start says about it. */
export interface RunStart {
  config: RunnableConfig;
  /** Callbacks, tags, metadata and verbosity that the model itself carries. */
  own: Pick<RunnableConfig, "callbacks" | "tags" | "metadata"> & { verbose: boolean };
  serialized: Serialized;
  messages: BaseMessage[];
  /** Metadata that runs below inherit: LangSmith's parameters. */
  langSmith: Record<string, unknown>;
  invocationParams: Record<string, unknown>;
  callOptions: object;
}

/**
 * Reports a stream of native events as a run: core's direct `streamEvents()` tells no callback that
 * a model was called. Start, every event, end with the whole message, and errors are reported.
 *
 * @param others - The choices beside the first, filled in when the events have ended.
 */
export async function* tracedEvents(
  start: RunStart,
  events: AsyncIterable<ChatModelStreamEvent>,
  others: readonly ChatGeneration[],
): AsyncGenerator<ChatModelStreamEvent> {
  const run = await startRun(start);
  if (run === undefined) {
    yield* events;
    return;
  }
  const seen: ChatModelStreamEvent[] = [];
  try {
    for await (const event of events) {
      seen.push(event);
      await run.handleChatModelStreamEvent(event);
      yield event;
    }
  } catch (error) {
    await run.handleLLMError(error);
    throw error;
  }
  await endRun(run, seen, others);
}

async function startRun(start: RunStart): Promise<CallbackManagerForLLMRun | undefined> {
  const { config, own } = start;
  const manager = CallbackManager.configure(
    config.callbacks,
    own.callbacks,
    config.tags,
    own.tags,
    { ...config.metadata, ...start.langSmith },
    own.metadata,
    { verbose: own.verbose, tracerInheritableMetadata: start.invocationParams },
  );
  const runs = await manager?.handleChatModelStart(
    start.serialized,
    [start.messages],
    config.runId,
    undefined,
    { options: start.callOptions, invocation_params: start.invocationParams, batch_size: 1 },
    undefined,
    undefined,
    config.runName,
  );
  return runs?.[0];
}

async function endRun(
  run: CallbackManagerForLLMRun,
  seen: ChatModelStreamEvent[],
  others: readonly ChatGeneration[],
): Promise<void> {
  const message = await new ChatModelStream(replay(seen));
  const usage = message.usage_metadata;
  await run.handleLLMEnd({
    generations: [[{ text: message.text, message } as ChatGeneration, ...others]],
    ...(usage && {
      llmOutput: {
        tokenUsage: {
          promptTokens: usage.input_tokens,
          completionTokens: usage.output_tokens,
          totalTokens: usage.total_tokens,
        },
      },
    }),
  });
}

async function* replay(events: ChatModelStreamEvent[]): AsyncGenerator<ChatModelStreamEvent> {
  yield* events;
}
