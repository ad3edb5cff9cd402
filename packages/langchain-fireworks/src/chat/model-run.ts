import { CallbackManager, type CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { Serialized } from "@langchain/core/load/serializable";
import type { BaseMessage, UsageMetadata } from "@langchain/core/messages";
import type { Generation } from "@langchain/core/outputs";
import type { RunnableConfig } from "@langchain/core/runnables";
import { tracedMessage } from "../convert/traced-message.js";

/** What a run's start says about it. */
export interface RunFacts {
  serialized: Serialized;
  /** Metadata that runs below inherit: LangSmith's parameters. */
  langSmith: Record<string, unknown>;
  invocationParams: Record<string, unknown>;
  /** The same less what is too long for tracers. */
  tracedParams: Record<string, unknown>;
  callOptions: object;
}

/** A run that begins. */
export interface RunStart {
  config: RunnableConfig;
  /** Callbacks, tags, metadata and verbosity that the model itself carries. */
  own: Pick<RunnableConfig, "callbacks" | "tags" | "metadata"> & { verbose: boolean };
  messages: BaseMessage[];
  /** Asked for only if anybody listens. */
  facts(): RunFacts;
}

/** Reports the start of a model's run, as core does for `stream()`; undefined when nobody listens. */
export async function startRun(start: RunStart): Promise<CallbackManagerForLLMRun | undefined> {
  if (!hasListener(start)) return undefined;
  const { config, own } = start;
  const facts = start.facts();
  const manager = CallbackManager.configure(
    config.callbacks,
    own.callbacks,
    config.tags,
    own.tags,
    { ...config.metadata, ...facts.langSmith },
    own.metadata,
    { verbose: own.verbose, tracerInheritableMetadata: facts.tracedParams },
  );
  const runs = await manager?.handleChatModelStart(
    facts.serialized,
    [start.messages.map(tracedMessage)],
    config.runId,
    undefined,
    { options: facts.callOptions, invocation_params: facts.invocationParams, batch_size: 1 },
    undefined,
    undefined,
    config.runName,
  );
  return runs?.[0];
}

/** Core alone knows who does: callbacks of the call and of the model, tracers of the environment, hooks. */
export function hasListener({ config, own }: Pick<RunStart, "config" | "own">): boolean {
  const { verbose } = own;
  const manager = CallbackManager.configure(
    config.callbacks,
    own.callbacks,
    undefined,
    undefined,
    undefined,
    undefined,
    { verbose },
  );
  return manager !== undefined;
}

/** Ends a run with its generations, of which the first says the tokens. */
export async function endRun(
  run: CallbackManagerForLLMRun,
  generations: Generation[],
  usage: UsageMetadata | undefined,
): Promise<void> {
  const llmOutput = usage && {
    tokenUsage: {
      promptTokens: usage.input_tokens,
      completionTokens: usage.output_tokens,
      totalTokens: usage.total_tokens,
    },
  };
  await run.handleLLMEnd({ generations: [generations], ...(llmOutput && { llmOutput }) });
}
