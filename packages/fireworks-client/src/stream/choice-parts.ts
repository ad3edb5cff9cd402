import type { LegacyLogprobs, Logprobs, RawOutput } from "../wire/index.js";
import { appendAll, joinLogprobs } from "./join-logprobs.js";

/** What the choices of chat and text completions share, so far. */
export interface ChoiceParts {
  index: number;
  finishReason?: string;
  logprobs?: Logprobs | LegacyLogprobs;
  tokenIds?: number[];
  rawOutput?: RawOutput;
}

/** The same as one answer, or one chunk of it, says it. */
interface WireParts {
  finish_reason?: string | null;
  logprobs?: Logprobs | LegacyLogprobs | null;
  token_ids?: number[] | null;
  raw_output?: RawOutput | null;
}

export function addParts(state: ChoiceParts, choice: WireParts): void {
  if (choice.finish_reason) state.finishReason = choice.finish_reason;
  if (choice.logprobs && typeof choice.logprobs === "object") {
    state.logprobs = joinLogprobs(state.logprobs, choice.logprobs);
  }
  if (Array.isArray(choice.token_ids)) appendAll((state.tokenIds ??= []), choice.token_ids);
  // How a stream splits raw_output is not documented: the latest value of each key is kept.
  if (choice.raw_output && typeof choice.raw_output === "object") {
    state.rawOutput = { ...state.rawOutput, ...choice.raw_output };
  }
}

/** What has come, as a whole answer says it; only the finish reason is there when it has not. */
export function wireParts({ finishReason, logprobs, tokenIds, rawOutput }: ChoiceParts): WireParts {
  return {
    finish_reason: finishReason ?? null,
    ...(logprobs !== undefined && { logprobs }),
    ...(tokenIds !== undefined && { token_ids: [...tokenIds] }),
    ...(rawOutput !== undefined && { raw_output: rawOutput }),
  };
}

/** The state of the choice with that index, which begins when it is first named. */
export function choiceAt<Choice extends ChoiceParts>(
  choices: Map<number, Choice>,
  index: number,
  begin: (index: number) => Choice,
): Choice {
  let choice = choices.get(index);
  if (choice === undefined) {
    choice = begin(index);
    choices.set(index, choice);
  }
  return choice;
}
