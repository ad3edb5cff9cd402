import type { Usage } from "fireworks-client/wire";
import { tokenHeaders } from "../answers/headers.js";
import { perfMetrics } from "../answers/usage.js";
import type { LatencySetting } from "../latency/latency.js";
import type { Call } from "../server/call.js";
import { wholeAnswer } from "../server/paced-answer.js";

/** What goes along with an answer that was measured, not generated: embeddings and rerank. */
interface Measured {
  request: Parameters<typeof perfMetrics>[1];
  /** The full id, whose budget the answer is taken from. */
  model: string;
  latency: LatencySetting | undefined;
  headers?: Readonly<Record<string, string>>;
}

/** Sends it with the headers of every answer; it waits as long as a first token takes. */
export function measuredAnswer(
  answer: { model: string; usage?: Usage | null },
  { request, model, latency, headers }: Measured,
  call: Call,
): Promise<Response> {
  const usage = answer.usage ?? { prompt_tokens: 0, total_tokens: 0 };
  return wholeAnswer(
    answer,
    {
      headers: { ...tokenHeaders(usage, perfMetrics(usage, request)), ...headers },
      model,
      usage,
      about: `${call.settings.seed}:${answer.model}:${usage.prompt_tokens}`,
      tokens: 0,
      latency,
    },
    call,
  );
}
