import { AsyncLocalStorageProviderSingleton } from "@langchain/core/singletons";

/** What is read of an agent's runtime; which of it there is depends on the version of LangChain. */
export interface ThreadRuntime {
  configurable?: unknown;
  executionInfo?: unknown;
  metadata?: unknown;
}

/** The id of the conversation a model call belongs to; an empty one or none is `undefined`. */
export function threadIdOf(runtime: ThreadRuntime | undefined): string | undefined {
  const config: ThreadRuntime | undefined = AsyncLocalStorageProviderSingleton.getRunnableConfig();
  const places = [
    runtime?.configurable,
    runtime?.executionInfo,
    runtime?.metadata,
    config?.configurable,
    config?.metadata,
  ];
  return places.flatMap(idsIn).find((id) => typeof id === "string" && id !== "") as
    | string
    | undefined;
}

/** LangGraph writes `threadId` in its execution info, and `thread_id` everywhere else. */
function idsIn(place: unknown): unknown[] {
  if (typeof place !== "object" || place === null) return [];
  const { thread_id, threadId } = place as { thread_id?: unknown; threadId?: unknown };
  return [thread_id, threadId];
}
