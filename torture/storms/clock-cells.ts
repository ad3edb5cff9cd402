import { FireworksClient } from "fireworks-client";
import { ChatFireworks, type ChatFireworksFields } from "langchain-fireworks";
import { WHOLE } from "../answers/good-answers.js";
import type { Cell, Group } from "../cell.js";
import type { CellContext } from "../cell-context.js";
import { told } from "../matrix/fault.js";
import { type Transport, TRANSPORTS } from "../transports.js";

const CLOCKS: Group = {
  id: "clock",
  title: told(
    "the machine's clock is set six hours forward or back while a call waits: for a retry, for a date in `retry-after`, in a pacing window, for a deployment, between two looks at a resource, under a time-out",
    "调用等待期间机器时钟被拨快或拨慢六小时：等待重试、`retry-after` 中的日期、节流窗口、等待部署、两次查看资源之间、超时计时之下",
  ),
  promise: told(
    "waits take as long as they would have, and the times that are told are the true ones",
    "等待时间不受影响，报告的时间是真实的",
  ),
};

const HOURS_MS = 6 * 3_600_000;

/** Longer than any wait here, shorter than any that a clock could add. */
const LONGEST_MS = 8_000;

interface Waiting {
  context: CellContext;
  transport: Transport;
  /** Sets the clock. */
  jump: () => void;
  /** Told how long something is said to have taken. */
  said: (ms: number) => void;
}

const MODEL = "accounts/fireworks/models/kimi-k3";

const JSON_TYPE = ["content-type", "application/json"] as const;

function modelOf({ context, transport }: Waiting, fields: Partial<ChatFireworksFields>) {
  const { baseURL } = context.server;
  const settings = { model: MODEL, apiKey: context.key, baseURL, fetch: transport.fetch };
  return new ChatFireworks({ ...settings, onWarning: null, ...fields });
}

/** Refuses so often, then answers. */
function refuses(
  { context: { server } }: Waiting,
  times: number,
  refusal: { status: number; code?: string; headers: () => readonly (readonly [string, string])[] },
): void {
  server.serve((exchange) => {
    const isRefused = exchange.nth <= times;
    const { status, code } = refusal;
    const headers = isRefused ? refusal.headers() : [];
    const body = isRefused ? { error: { message: "not now", code } } : WHOLE.chat;
    exchange.answer({
      status: isRefused ? status : 200,
      headers: [JSON_TYPE, ...headers],
      body: JSON.stringify(body),
    });
  });
}

const WAITS: Readonly<Record<string, (waiting: Waiting) => Promise<void>>> = {
  retry: async (waiting) => {
    refuses(waiting, 1, { status: 503, headers: () => [["retry-after-ms", "80"]] });
    await modelOf(waiting, { maxRetries: 1, onRetry: waiting.jump }).invoke("Hello");
  },
  "retry-after-date": async (waiting) => {
    const date = (): string => new Date(Date.now() + 1_500).toUTCString();
    refuses(waiting, 1, { status: 503, headers: () => [["retry-after", date()]] });
    const onRetry = ({ delayMs }: { delayMs: number }): void => {
      waiting.said(delayMs);
      waiting.jump();
    };
    await modelOf(waiting, { maxRetries: 1, onRetry }).invoke("Hello");
  },
  "pacing-window": async (waiting) => {
    refuses(waiting, 3, { status: 429, headers: () => [["retry-after-ms", "60"]] });
    const onRetry = waiting.jump;
    await modelOf(waiting, { pacing: true, onRetry }).batch(["a", "b", "c", "d"]);
  },
  "starting-deployment": async (waiting) => {
    const headers = () => [["retry-after-ms", "60"]] as const;
    refuses(waiting, 3, { status: 503, code: "DEPLOYMENT_SCALING_UP", headers });
    const onWait = ({ elapsedMs }: { elapsedMs: number }): void => {
      waiting.said(elapsedMs);
      waiting.jump();
    };
    const waitForDeployment = { onWait, maxWaitMs: 60_000 };
    await modelOf(waiting, { maxRetries: 0, waitForDeployment }).invoke("Hello");
  },
  "time-out": async (waiting) => {
    const { server } = waiting.context;
    server.serve((exchange) => {
      waiting.jump();
      exchange.answer({ status: 200, headers: [JSON_TYPE], body: JSON.stringify(WHOLE.chat) });
    });
    await modelOf(waiting, { timeout: 20_000, firstByteTimeout: 20_000 }).invoke("Hello");
  },
  poll: async (waiting) => {
    const { context, transport } = waiting;
    const { server, key: apiKey } = context;
    server.serve((exchange) => {
      const state = exchange.nth < 3 ? "CREATING" : "READY";
      const body = JSON.stringify({ name: "accounts/acme/deployments/d", state });
      exchange.answer({ status: 200, headers: [JSON_TYPE], body });
    });
    const { baseURL } = server;
    const client = new FireworksClient({ apiKey, baseURL, fetch: transport.fetch });
    await client.deployments.waitUntilReady("accounts/acme/deployments/d", {
      pollMs: 40,
      onPoll: ({ waitedMs }) => {
        waiting.said(waitedMs);
        waiting.jump();
      },
    });
  },
};

/** Every wait with the clock set either way. They change the clock of the process: one at a time. */
export function clockCells(): Cell[] {
  return TRANSPORTS.flatMap((transport) =>
    Object.entries(WAITS).flatMap(([id, wait]) =>
      (["forward", "back"] as const).map((direction) => ({
        id: `clock/${id}-${direction}/chat.invoke/${transport.name}`,
        group: CLOCKS,
        promise: "takes as long as it would have, and says so",
        alone: true,
        run: (context: CellContext) =>
          withClock(direction === "forward" ? HOURS_MS : -HOURS_MS, (jump) =>
            measured({ context, transport, jump }, wait),
          ),
      })),
    ),
  );
}

async function measured(
  parts: Omit<Waiting, "said">,
  wait: (waiting: Waiting) => Promise<void>,
): Promise<void> {
  const times: number[] = [];
  const startedAt = performance.now();
  await wait({ ...parts, said: (ms) => times.push(ms) });
  const took = performance.now() - startedAt;
  if (took > LONGEST_MS) throw new Error(`it took ${Math.round(took)} ms`);
  const untrue = times.find((ms) => ms < 0 || ms > LONGEST_MS);
  if (untrue !== undefined) throw new Error(`it says ${untrue} ms`);
}

async function withClock(byMs: number, work: (jump: () => void) => Promise<void>): Promise<void> {
  const { now } = Date;
  try {
    await work(() => {
      Date.now = () => now() + byMs;
    });
  } finally {
    Date.now = now;
  }
}
