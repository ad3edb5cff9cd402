import type { BatchInferenceParameters } from "fireworks-client/wire";
import type { InputRow } from "./input-row.js";

/** What a job says for all its rows. */
export interface JobDefaults {
  model: string;
  parameters: BatchInferenceParameters;
  /** `extraBody`, parsed. */
  extraBody: Readonly<Record<string, unknown>>;
  systemPrompt: string;
}

/** A request to one of the endpoints of inference. */
export interface RowRequest {
  path: "/chat/completions" | "/completions";
  body: Record<string, unknown>;
}

/** Fields that a request may not have together: a row's own beats the job's other. */
const EXCLUSIVE = [
  ["max_tokens", "max_completion_tokens"],
  ["thinking", "reasoning_effort"],
] as const;

/** The request a row stands for: its own fields, then the job's parameters, then its extra body. */
export function requestOf({ body }: InputRow, job: JobDefaults): RowRequest {
  const defaults = { ...job.extraBody, ...wireParameters(job.parameters) };
  for (const pair of EXCLUSIVE)
    if (pair.some((key) => key in body)) for (const key of pair) delete defaults[key];
  const asked: Record<string, unknown> = { ...defaults, ...body };
  delete asked["stream"];
  delete asked["stream_options"];
  asked["model"] = job.model;
  const { prompt_token_ids: prompt, messages, ...rest } = asked;
  if (Array.isArray(prompt)) return { path: "/completions", body: { ...rest, prompt } };
  const whole = { ...rest, messages: withSystemPrompt(messages, job.systemPrompt) };
  return { path: "/chat/completions", body: whole };
}

function wireParameters(parameters: BatchInferenceParameters): Record<string, unknown> {
  const { maxTokens, temperature, topP, topK, n } = parameters;
  const named = { max_tokens: maxTokens, temperature, top_p: topP, top_k: topK, n };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

/** Only for rows that do not start with a system message of their own. */
function withSystemPrompt(messages: unknown, systemPrompt: string): unknown {
  if (systemPrompt === "" || !Array.isArray(messages)) return messages;
  const first = messages[0] as { role?: unknown } | undefined;
  if (first?.role === "system") return messages;
  return [{ role: "system", content: systemPrompt }, ...messages];
}
