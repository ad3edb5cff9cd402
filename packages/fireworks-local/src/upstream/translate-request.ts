import { parseJson } from "../json/parse-json.js";
import type { ChatCompletionRequest, PerfMetrics, Usage } from "fireworks-client/wire";
import { answerHeaders } from "../answers/headers.js";
import { usagePlace } from "../answers/usage-place.js";
import { gatewayError } from "../requests/refusal.js";
import type { Call } from "../server/call.js";
import { Tokenizer } from "../tokens/tokenizer.js";
import type { EngineFinder } from "./engine.js";
import { refusalOf, withoutAnswer } from "./engine-error.js";
import { mapModel } from "./model-map.js";
import { type Json } from "./read-json.js";
import { requestHeaders } from "./request-headers.js";
import { send, textOf } from "./send.js";
import type { Target } from "./target.js";
import { translateStream } from "./translate-stream.js";
import type { AnswerContext, Translation } from "./translation.js";
import { countedHere } from "./usage.js";

export interface Translating {
  path: string;
  request: Json;
  call: Call;
  translation: Translation;
  engines: EngineFinder;
}

/** To an OpenAI-compatible engine, in its words, and back in Fireworks'. */
export async function translateRequest(target: Target, job: Translating): Promise<Response> {
  const { request, call, translation } = job;
  const started = performance.now();
  const local = translation.answerWithout?.(request);
  if (local !== undefined) return Response.json(local);
  const response = await send(target, {
    method: "POST",
    path: job.path,
    headers: requestHeaders(target, call),
    body: JSON.stringify(await toEngine(target, job)),
    signal: call.signal,
  });
  if (!response.ok) throw await refusalOf(response, target);
  const firstByteMs = performance.now() - started;
  const context = await contextOf(job, { started, firstByteMs });
  const { openStream } = translation;
  const streams = request["stream"] === true && openStream !== undefined;
  if (!streams) return wholeAnswer(response, { target, job, context });
  if (!isEventStream(response)) throw await notAsAsked(response, target, "a stream of events");
  const usage = countedHere(context.promptTokens, 0);
  return new Response(translateStream(response, openStream(context), target), {
    headers: {
      ...fireworksHeaders(request, usage, streamMetrics(usage, firstByteMs)),
      "content-type": "text/event-stream",
      "cache-control": "no-cache",
    },
  });
}

async function toEngine(
  target: Target,
  { request, call, translation, engines }: Translating,
): Promise<Json> {
  const model = request["model"];
  const asksEngine = translation.asksEngine?.(request) === true;
  const engine = asksEngine
    ? await engines.find(requestHeaders(target, call), call.signal)
    : target.engine;
  const named =
    typeof model === "string" ? { ...request, model: mapModel(model, target) } : request;
  return translation.toEngine(named, engine);
}

async function wholeAnswer(
  response: Response,
  { target, job, context }: { target: Target; job: Translating; context: AnswerContext },
): Promise<Response> {
  if (isEventStream(response)) throw await notAsAsked(response, target, "JSON");
  const answer = parseJson(await textOf(response, target));
  if (typeof answer !== "object" || answer === null)
    throw await notAsAsked(response, target, "JSON");
  if (!job.translation.isAnswer(answer)) throw withoutAnswer(answer, target);
  const { body, usage } = job.translation.toWhole(answer, context);
  const headers = fireworksHeaders(job.request, usage, context.measured(usage));
  return Response.json(body, { headers });
}

async function notAsAsked(response: Response, target: Target, asked: string): Promise<Error> {
  if (!response.bodyUsed) await response.body?.cancel();
  const type = response.headers.get("content-type") ?? "no content type";
  return gatewayError(502, {
    message: `The upstream ${target.shownUrl} was asked for ${asked} and answered with ${type}`,
    code: "BAD_GATEWAY",
  });
}

const isEventStream = ({ headers }: Response): boolean =>
  headers.get("content-type")?.includes("text/event-stream") === true;

/** The headers of contract 1.6, which no engine sends. */
function fireworksHeaders(
  request: Json,
  usage: Usage,
  metrics: PerfMetrics,
): Record<string, string> {
  return answerHeaders(request as unknown as ChatCompletionRequest, usage, metrics);
}

async function contextOf(
  { request, call, translation }: Translating,
  { started, firstByteMs }: { started: number; firstByteMs: number },
): Promise<AnswerContext> {
  const tokenizer = await Tokenizer.load();
  const countTokens = (text: string): number => tokenizer.ids(text).length;
  const isStream = request["stream"] === true;
  const measured = (usage: Usage): PerfMetrics => ({
    ...streamMetrics(usage, firstByteMs),
    ...(isStream ? {} : { "server-processing-time": seconds(performance.now() - started) }),
  });
  const { stream_options } = request as unknown as ChatCompletionRequest;
  return {
    request,
    promptTokens: countTokens(translation.promptText(request)),
    countTokens,
    usagePlace: usagePlace({ stream_options }, call.settings.usageInStream),
    answerId: `chatcmpl-${call.requestId.replaceAll(/[^\w]/g, "")}`,
    created: Math.floor(call.settings.now() / 1_000),
    measured,
    metrics: (usage) =>
      request["perf_metrics_in_response"] === true ? measured(usage) : undefined,
  };
}

function streamMetrics(usage: Usage, firstByteMs: number): PerfMetrics {
  return {
    "prompt-tokens": String(usage.prompt_tokens),
    "cached-prompt-tokens": String(usage.prompt_tokens_details?.cached_tokens ?? 0),
    "server-time-to-first-token": seconds(firstByteMs),
  };
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(3);
