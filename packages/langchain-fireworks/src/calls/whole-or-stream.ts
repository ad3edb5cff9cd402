import { FireworksBadRequestError } from "fireworks-client";
import type { GenerationRequest } from "fireworks-client/wire";

/** Fireworks refuses a whole answer above this many output tokens (section 2.9 of the contract). */
const NON_STREAM_TOKEN_CAP = 4096;

/** What a request says of the length of its answer. */
export type OutputBudget = Pick<GenerationRequest, "max_tokens" | "max_completion_tokens">;

/** Whether Fireworks would refuse to give the answer whole. */
export function exceedsNonStreamCap({ max_tokens, max_completion_tokens }: OutputBudget): boolean {
  return (max_tokens ?? max_completion_tokens ?? 0) > NON_STREAM_TOKEN_CAP;
}

/** Fireworks' refusal of a whole answer that may become too long; the cap differs by account. */
export function wantsStream(error: unknown): boolean {
  return (
    FireworksBadRequestError.isInstance(error) && /must have stream ?= ?true/i.test(error.message)
  );
}

/** A request for a streamed answer, with usage asked for unless it was switched off. */
export function asStream<Settings extends Pick<GenerationRequest, "stream_options">>(
  { stream_options: chosen, ...settings }: Settings,
  streamUsage: boolean | undefined = true,
): Omit<Settings, "stream_options"> & {
  stream: true;
  stream_options?: NonNullable<GenerationRequest["stream_options"]>;
} {
  const usage = chosen ?? (streamUsage ? { include_usage: true } : undefined);
  return { ...settings, stream: true, ...(usage !== undefined && { stream_options: usage }) };
}

/** An answer that is fetched as a stream and put together has its usage, as a whole one has. */
export const wholeByStream = <Options extends object>(options: Options): Options => ({
  ...options,
  streamUsage: true,
});
