import type { FireworksParameters } from "./parameters.js";
import { PARAMETER_NAMES, WIRE_NAMES } from "./parameters.js";
import { type ChatSettings, SETTING_NAMES } from "./settings.js";

/** Parameters that are about messages and tools (section 6.1 of the wire contract). */
type ChatParameter = "parallelToolCalls" | "promptTruncateLen" | "safeTokenization";

/** Settings that are about messages, tools and what chat models write. */
type ChatSetting = "replayReasoning" | "strict" | "reasoningFormat" | "rescueToolCalls";

const CHAT_PARAMETERS: readonly string[] = [
  "parallelToolCalls",
  "promptTruncateLen",
  "safeTokenization",
] satisfies ChatParameter[];

const CHAT_SETTINGS: readonly string[] = [
  "replayReasoning",
  "strict",
  "reasoningFormat",
  "rescueToolCalls",
] satisfies ChatSetting[];

/**
 * Every request parameter of `POST /completions` that is not the model, the prompt or its images: those
 * of {@link FireworksParameters} that are not about messages and tools. Each is a constructor field and a
 * call option; a call wins over the field.
 */
export interface CompletionParameters extends Omit<FireworksParameters, ChatParameter> {
  /**
   * Output budget in tokens, ≥ 1. Default: Fireworks' own for text completions, 16 tokens. Above 4096 the
   * answer is fetched as a stream, because Fireworks refuses such a request without streaming.
   */
  maxTokens?: number | null | undefined;
  /** Answers to each prompt, 1–128, default 1. `generate` gives them all, `stream` the text of the first. */
  n?: number | null | undefined;
  /** Put the prompt before the text. Default false. */
  echo?: boolean | null | undefined;
  /** Return what the model really read and wrote, as `generationInfo.raw_output`. Default false. */
  rawOutput?: boolean | null | undefined;
  /** Return token ids, as `token_ids` and `prompt_token_ids` of `generationInfo`. Default false. */
  returnTokenIds?: boolean | null | undefined;
  /** Return server timings in the body, as `generationInfo.perf_metrics`. Default false. */
  perfMetricsInResponse?: boolean | null | undefined;
}

/** Settings of text completions that are no request field; a call wins. */
export interface CompletionSettings extends Omit<ChatSettings, ChatSetting> {}

export const COMPLETION_PARAMETER_NAMES: readonly (keyof CompletionParameters)[] =
  PARAMETER_NAMES.filter(
    (name): name is keyof CompletionParameters => !CHAT_PARAMETERS.includes(name),
  );

export const COMPLETION_SETTING_NAMES: readonly (keyof CompletionSettings)[] = SETTING_NAMES.filter(
  (name): name is keyof CompletionSettings => !CHAT_SETTINGS.includes(name),
);

/** One level of settings without what only chat has, in whichever spelling, and the names left out. */
export function completionLevel<Level extends object>(
  level: Level,
): { level: Level; leftOut: string[] } {
  const leftOut = PARAMETER_NAMES.filter(
    (name) =>
      CHAT_PARAMETERS.includes(name) &&
      [name, WIRE_NAMES[name]].some((key) => Reflect.get(level, key) != null),
  );
  if (leftOut.length === 0) return { level, leftOut };
  const spellings = new Set<string>(leftOut.flatMap((name) => [name, WIRE_NAMES[name]]));
  const rest = Object.entries(level).filter(([name]) => !spellings.has(name));
  return { level: Object.fromEntries(rest) as Level, leftOut };
}
