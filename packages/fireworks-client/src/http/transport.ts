import { controlPlaneURL } from "../base-url.js";
import type { ClientConfig } from "../config.js";
import type { RequestOptions } from "../client-options.js";
import { FireworksConfigurationError } from "../errors/configuration-error.js";
import { isErrorJson } from "../errors/error-body.js";
import { isJsonObject, parseJson } from "../json.js";
import type { JsonObject } from "../json.js";
import { resolveLimits, resolveMaxRetries } from "../limits.js";
import { describeResponse, describeRetry } from "../log.js";
import { isBrowserLike } from "../runtime.js";
import { VERSION } from "../version.js";
import type { Pass } from "../pacing/gate.js";
import { AttemptClock } from "./attempt-clock.js";
import { withRetries } from "./attempts.js";
import { headerPairs } from "./headers.js";
import type { HeadersInput } from "./headers.js";
import type { HeaderLayers } from "./request-headers.js";
import { observer } from "./observer.js";
import type { Payload } from "./payload.js";
import { previewOf } from "./preview.js";
import type { RequestPreview } from "./preview.js";
import { unreadableAnswerError, refusalError } from "./refusal.js";
import type { ResponseInfo } from "./response-info.js";
import { send } from "./send.js";
import type { Exchange, HttpMethod, OutgoingRequest } from "./send.js";
import { checkSignedUrl } from "./signed-url.js";

export interface Call {
  method: HttpMethod;
  /** Appended to the base URL. */
  path: string;
  /** `control`: the path is appended to the control plane's URL instead. Default: inference. */
  plane?: "inference" | "control";
  /** Becomes the JSON body. */
  body?: unknown;
  /** Default: JSON. */
  accept?: "application/json" | "text/event-stream";
  /** Bytes instead of JSON. */
  payload?: Payload;
  options: RequestOptions;
}

/** A call to a signed address (wire contract, section 7.2): nothing goes there but what is in it. */
export interface SignedCall {
  method: "GET" | "PUT";
  url: string;
  headers?: Record<string, string>;
  payload?: Payload;
  /** Its `headers` are not sent. */
  options: RequestOptions;
}

/** What a resource needs to turn an answer into its result. */
export type ReadAnswer<T> = (exchange: Exchange, clock: AttemptClock) => Promise<T>;

export interface JsonAnswer {
  data: unknown;
  response: ResponseInfo;
}

/** Sends calls with retries, clocks and observers. Holds the configuration, and so the key. */
export class Transport {
  readonly #config: ClientConfig;
  /** Of calls that bring no headers of their own. */
  readonly #layers = new Map<string, HeaderLayers>();

  constructor(config: ClientConfig) {
    this.#config = config;
  }

  /** Repeats the attempt, reading of the answer included, by the retry table. */
  async request<T>(call: Call, readAnswer: ReadAnswer<T>): Promise<T> {
    const config = this.#config;
    const request = this.#outgoing(call);
    return this.#run({ request, options: call.options, gate: gateOf(call, config) }, readAnswer);
  }

  /** The same for a signed address. Neither the key nor any header of the user goes there. */
  async requestSigned<T>(call: SignedCall, readAnswer: ReadAnswer<T>): Promise<T> {
    const { url, method, payload, headers, options } = call;
    checkSignedUrl(url, this.#config.baseURL);
    const headerLayers = [payloadHeaders(payload), headers];
    const request = { method, url, payload, plane: "storage", headerLayers } as const;
    return this.#run({ request, options, gate: undefined }, readAnswer);
  }

  async #run<T>({ request, options, gate }: Run, readAnswer: ReadAnswer<T>): Promise<T> {
    const config = this.#config;
    const limits = resolveLimits(options, config.limits);
    // An answer begins when the upload is over, however long that takes.
    if (request.payload !== undefined) delete limits.firstByteTimeoutMs;
    const plan = {
      maxRetries: resolveMaxRetries(options.maxRetries, config.maxRetries),
      signal: options.signal,
      random: Math.random,
      maxRefusals: gate?.maxRefusals ?? 0,
      onRetry: observer(config.log, describeRetry, [options.onRetry, config.onRetry]),
    };
    const observers = [options.onResponse, config.onResponse];
    const onResponse = observer(config.log, describeResponse, observers);
    return withRetries(plan, async (attempt) => {
      const pass = await gate?.enter(attempt);
      const clock = new AttemptClock(limits, options.signal);
      const heard = (info: ResponseInfo): void => {
        pass?.heard(info);
        onResponse(info);
      };
      try {
        const exchange = await send(request, { config, clock, attempt, onResponse: heard });
        const spent = pass && ((usage: unknown) => pass.spent(usage));
        const answer = await readAnswer({ ...exchange, spent }, clock);
        if (pass !== undefined) endWith(clock, pass);
        return answer;
      } catch (error) {
        clock.release();
        pass?.failed(error);
        pass?.end();
        throw error;
      }
    });
  }

  #outgoing(call: Call): OutgoingRequest {
    const { method, path, payload, plane = "inference" } = call;
    const { baseURL } = this.#config;
    const body = call.body === undefined ? undefined : serialize(call.body);
    const base = plane === "control" ? controlPlaneURL(baseURL) : baseURL;
    return { method, url: base + path, body, payload, plane, headerLayers: this.#layersOf(call) };
  }

  #layersOf(call: Call): HeaderLayers {
    const { accept, body, payload, options } = call;
    const own = payload ?? options.headers ?? options.fallbackHeaders;
    if (own !== undefined) return headerLayers(call, this.#config);
    const kind = `${accept} ${body === undefined}`;
    let layers = this.#layers.get(kind);
    if (layers === undefined) this.#layers.set(kind, (layers = headerLayers(call, this.#config)));
    return layers;
  }

  /** What {@link request} would send, without sending it. */
  preview(call: Call): RequestPreview {
    return previewOf(this.#outgoing(call), this.#config.apiKey);
  }

  /** One JSON object as the answer. */
  requestJson(call: Call): Promise<JsonAnswer> {
    return this.request(call, readJsonAnswer);
  }
}

/** Apart, so that what waits for the end of a stream does not keep its request. */
function endWith(clock: AttemptClock, pass: Pass): void {
  clock.whenOver(() => pass.end());
}

interface Run {
  request: OutgoingRequest;
  options: RequestOptions;
  gate: CallersGate | undefined;
}

interface CallersGate {
  enter(attempt: number): Promise<Pass>;
  maxRefusals: number;
}

/** Budgets are kept by model of inference: a call that names none is not paced. */
function gateOf({ plane, body, options }: Call, { pacer }: ClientConfig): CallersGate | undefined {
  if (plane === "control") return undefined;
  const gate = options.pacer === undefined ? pacer : options.pacer;
  const model = isJsonObject(body) ? body["model"] : undefined;
  if (gate == null || typeof model !== "string") return undefined;
  const { signal, paceLane: lane } = options;
  const { maxRefusals } = gate;
  return { enter: (attempt) => gate.enter({ model, signal, lane, attempt }), maxRefusals };
}

function headerLayers(call: Call, config: ClientConfig): HeaderLayers {
  const { accept = "application/json", body, payload, options } = call;
  const builtIn: HeadersInput = {
    accept,
    "content-type": body === undefined ? undefined : "application/json",
    // In pages an extra header costs a CORS permission that servers may not give.
    "user-agent": isBrowserLike() ? undefined : userAgent(config),
    ...payloadHeaders(payload),
  };
  const { headers, fallbackHeaders } = options;
  const ofCall = headers === undefined ? [] : headerPairs(headers);
  const weak = fallbackHeaders === undefined ? [] : headerPairs(fallbackHeaders);
  return [builtIn, weak, ...config.headerLayers, ofCall];
}

/** Without a length a stream would be sent in chunks, which not every storage takes. */
const payloadHeaders = (payload: Payload | undefined): Record<string, string> =>
  payload === undefined
    ? {}
    : { "content-type": payload.contentType, "content-length": String(payload.size) };

const userAgent = (config: ClientConfig): string =>
  [config.userAgent, `fireworks-client/${VERSION}`].filter(Boolean).join(" ");

function serialize(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    throw new FireworksConfigurationError("The request cannot be turned into JSON", {
      code: "invalid_request",
      field: "request",
      hint: "Remove cycles and BigInt values.",
      cause,
    });
  }
}

async function readJsonAnswer(exchange: Exchange, clock: AttemptClock) {
  const { info, body, secrets } = exchange;
  const bodyText = await body.readText();
  clock.dispose();
  // Some proxies leave out the `{}` of an answer that says nothing.
  const data = info.status === 204 ? {} : parseJson(bodyText);
  const refusal = { info, bodyText, secrets, nowMs: Date.now() };
  if (!isJsonObject(data)) throw unreadableAnswerError(refusal);
  // Some gateways put an error object into a 200, a few of them beside an empty list of choices.
  if (isErrorJson(data) && !hasChoice(data)) throw refusalError(refusal);
  exchange.spent?.(data["usage"]);
  return { data, response: info };
}

const hasChoice = ({ choices }: JsonObject): boolean =>
  Array.isArray(choices) && choices.length > 0;
