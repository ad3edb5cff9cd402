import type { LangSmithParams } from "@langchain/core/language_models/chat_models";
import type { GenerationRequest } from "fireworks-client/wire";

/** LangSmith's parameters of a kind of model. */
export type LangSmithNames<Kind extends string> = Omit<LangSmithParams, "ls_model_type"> & {
  ls_model_type: Kind;
};

/** What LangSmith shows of a run, from the request's body. */
export function langSmithParams<Kind extends string>(
  body: GenerationRequest & { model: string },
  kind: Kind,
): LangSmithNames<Kind> {
  const { model, temperature, max_tokens, max_completion_tokens, stop } = body;
  return {
    ls_provider: "fireworks",
    ls_model_name: model,
    ls_model_type: kind,
    ls_temperature: temperature ?? undefined,
    ls_max_tokens: max_tokens ?? max_completion_tokens ?? undefined,
    ls_stop: typeof stop === "string" ? [stop] : (stop ?? undefined),
  };
}
