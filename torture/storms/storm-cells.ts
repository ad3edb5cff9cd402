import { setTimeout as wait } from "node:timers/promises";
import { FireworksRateLimitError } from "fireworks-client";
import { ChatFireworks, type ChatFireworksFields } from "langchain-fireworks";
import { WHOLE } from "../answers/good-answers.js";
import type { Cell, Group } from "../cell.js";
import type { CellContext } from "../cell-context.js";
import { told } from "../matrix/fault.js";
import type { RawExchange } from "../raw/raw-exchange.js";
import type { RawHandler } from "../raw/raw-server.js";
import { type Transport, TRANSPORTS } from "../transports.js";

const STORMS: Group = {
  id: "storm",
  title: told(
    "100 calls at once to a server that refuses most: 429 with and without `retry-after`, a limit of four at a time, a deployment that starts, a model that is overloaded",
    "同时 100 次调用，服务器拒绝其中大多数：带与不带 `retry-after` 的 429、同时最多四个、正在启动的部署、过载的模型",
  ),
  promise: told(
    "every call ends, with an answer or the rate limit's error; no more requests than retries allow; with pacing, the wait for a deployment and a fallback every call is answered",
    "每次调用都会结束：得到答案或限流错误；请求数不超过重试允许的次数；启用节流、等待部署和回退时每次调用都有答案",
  ),
};

const CALLS = 100;
const MODEL = "accounts/fireworks/models/kimi-k3";
const OTHER = "accounts/fireworks/models/glm-5p3";

interface Storm {
  readonly id: string;
  readonly fields: Omit<Partial<ChatFireworksFields>, "model">;
  /** A server for one run. */
  readonly serve: () => RawHandler;
  readonly requestsAtMost: number;
  /** Whether every call has to be answered. */
  readonly allAnswered: boolean;
}

const good = (exchange: RawExchange): void =>
  exchange.answer({ status: 200, headers: JSON_TYPE, body: JSON.stringify(WHOLE.chat) });

const JSON_TYPE = [["content-type", "application/json"]] as const;

function refuse(exchange: RawExchange, status: number, error: object, afterMs?: number): void {
  const pause = afterMs === undefined ? [] : [["retry-after-ms", String(afterMs)] as const];
  exchange.answer({ status, headers: [...JSON_TYPE, ...pause], body: JSON.stringify({ error }) });
}

const LIMITED = { message: "rate limit exceeded, please try again later" };

/** Lets one request in five through. */
const refusesMost = (afterMs?: number) => (): RawHandler => (exchange) =>
  exchange.nth % 5 === 0 ? good(exchange) : refuse(exchange, 429, LIMITED, afterMs);

function fourAtATime(): RawHandler {
  let busy = 0;
  return async (exchange) => {
    if (busy >= 4) return refuse(exchange, 429, LIMITED);
    busy += 1;
    await wait(2);
    busy -= 1;
    good(exchange);
  };
}

const STARTS_FOR_MS = 300;

function startingDeployment(): RawHandler {
  let firstAt: number | undefined;
  return (exchange) => {
    firstAt ??= exchange.request.at;
    if (exchange.request.at - firstAt > STARTS_FOR_MS) return good(exchange);
    refuse(exchange, 503, { code: "DEPLOYMENT_SCALING_UP", message: "scaling up" }, 100);
  };
}

const overloaded = (): RawHandler => (exchange) =>
  exchange.request.body.includes(OTHER)
    ? good(exchange)
    : refuse(exchange, 503, { message: "overloaded" }, 1);

const ALL: readonly Storm[] = [
  {
    id: "429-with-retry-after",
    fields: { maxRetries: 2 },
    serve: refusesMost(5),
    requestsAtMost: CALLS * 3,
    allAnswered: false,
  },
  {
    id: "429-without-retry-after",
    fields: { maxRetries: 1 },
    serve: refusesMost(),
    requestsAtMost: CALLS * 2,
    allAnswered: false,
  },
  {
    id: "429-never-retried",
    fields: { maxRetries: 0 },
    serve: refusesMost(5),
    requestsAtMost: CALLS,
    allAnswered: false,
  },
  {
    id: "four-at-a-time-paced",
    fields: { pacing: true },
    serve: fourAtATime,
    requestsAtMost: CALLS * 2,
    allAnswered: true,
  },
  {
    id: "deployment-that-starts",
    fields: { waitForDeployment: true },
    serve: startingDeployment,
    requestsAtMost: CALLS * 6,
    allAnswered: true,
  },
  {
    id: "overload-with-fallback",
    fields: { maxRetries: 0, onOverload: [OTHER] },
    serve: overloaded,
    requestsAtMost: CALLS * 2,
    allAnswered: true,
  },
];

/** The ways a hundred calls are made. */
const WAYS = ["invoke", "batch"] as const;

/** Every storm in every way. */
export function stormCells(): Cell[] {
  return TRANSPORTS.flatMap((transport) =>
    ALL.flatMap((storm) =>
      WAYS.map((way) => ({
        id: `storm/${storm.id}/chat.${way}/${transport.name}`,
        group: STORMS,
        promise: `${CALLS} calls end with at most ${storm.requestsAtMost} requests`,
        deadlineMs: 60_000,
        run: (context: CellContext) => weather({ storm, way, transport }, context),
      })),
    ),
  );
}

interface Weathering {
  storm: Storm;
  way: (typeof WAYS)[number];
  transport: Transport;
}

async function weather({ storm, way, transport }: Weathering, context: CellContext): Promise<void> {
  const { server, key } = context;
  server.serve(storm.serve());
  const { signal } = context.abortController();
  const model = new ChatFireworks({
    model: MODEL,
    apiKey: key,
    baseURL: server.baseURL,
    fetch: transport.fetch,
    pacing: false,
    onWarning: null,
    ...storm.fields,
  });
  const inputs = Array.from({ length: CALLS }, (_, at) => `Question ${at}`);
  const ends =
    way === "batch"
      ? await model.batch(inputs, { signal }, { returnExceptions: true })
      : await Promise.all(
          inputs.map((input) => model.invoke(input, { signal }).catch((error: unknown) => error)),
        );
  const failed = ends.filter((end) => end instanceof Error);
  context.keep(...failed.slice(0, 3));
  const odd = failed.find((error) => !FireworksRateLimitError.isInstance(error));
  if (odd !== undefined) throw odd;
  if (ends.length !== CALLS) throw new Error(`${ends.length} calls ended`);
  if (storm.allAnswered && failed.length > 0) throw new Error(`${failed.length} calls failed`);
  const { length: requests } = server.requests;
  if (requests > storm.requestsAtMost) throw new Error(`${requests} requests`);
}
