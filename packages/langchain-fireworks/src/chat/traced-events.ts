import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import { ChatModelStream } from "@langchain/core/language_models/stream";
import type { AIMessage } from "@langchain/core/messages";
import type { ChatGeneration } from "@langchain/core/outputs";
import { endRun, type RunStart, startRun } from "./model-run.js";

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
  const message = await messageOf(seen);
  const generation: ChatGeneration = { text: message.text, message };
  await endRun(run, [generation, ...others], message.usage_metadata);
}

async function messageOf(events: ChatModelStreamEvent[]): Promise<AIMessage> {
  return new ChatModelStream(replay(events));
}

async function* replay(events: ChatModelStreamEvent[]): AsyncGenerator<ChatModelStreamEvent> {
  yield* events;
}
