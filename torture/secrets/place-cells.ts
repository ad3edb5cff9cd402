import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { RunCollectorCallbackHandler } from "@langchain/core/tracers/run_collector";
import { ChatFireworks, type ChatFireworksFields } from "langchain-fireworks";
import { WHOLE } from "../answers/good-answers.js";
import type { Cell, Group } from "../cell.js";
import type { CellContext } from "../cell-context.js";
import { told } from "../matrix/fault.js";

const PLACES: Group = {
  id: "secret-place",
  title: told(
    "places where a key might be kept: traces of runs that succeed and fail, the journal and the recordings of `fireworks-local`, a base URL with a user name or a query, headers of one's own, the model as JSON and printed",
    "密钥可能被保存之处：成功与失败的运行记录、`fireworks-local` 的日志与录制、带用户名或查询的基础 URL、自定义请求头、模型的 JSON 与打印",
  ),
  promise: told(
    "it is in none of them, and the calls go on as they should",
    "其中都没有密钥，调用照常进行",
  ),
};

const MODEL = "accounts/fireworks/models/kimi-k3";

type Place = (context: CellContext) => Promise<void>;

function modelFor(context: CellContext, fields: Partial<ChatFireworksFields> = {}): ChatFireworks {
  const { baseURL } = context.server;
  const settings = { model: MODEL, apiKey: context.key, baseURL, maxRetries: 0 };
  const model = new ChatFireworks({ ...settings, ...fields });
  context.keep(model, model.toJSON(), model.lc_kwargs, model._identifyingParams?.());
  return model;
}

async function ask(context: CellContext, model: ChatFireworks): Promise<void> {
  const runs = new RunCollectorCallbackHandler();
  try {
    context.keep(await model.invoke("Hello", { callbacks: [runs] }));
  } catch (error) {
    context.keep(error);
  }
  context.keep(runs.tracedRuns, JSON.stringify(runs.tracedRuns));
}

const answering: Place = async (context) => {
  context.server.serve((exchange) =>
    exchange.answer({
      status: 200,
      headers: [["content-type", "application/json"]],
      body: JSON.stringify(WHOLE.chat),
    }),
  );
};

const refusing: Place = async (context) => {
  context.server.serve((exchange) =>
    exchange.answer({ status: 401, body: `{"error":"${encodeURIComponent(context.key)}"}` }),
  );
};

const IN: Readonly<Record<string, Place>> = {
  "trace-of-an-answer": async (context) => {
    await answering(context);
    await ask(context, modelFor(context));
  },
  "trace-of-a-refusal": async (context) => {
    await refusing(context);
    await ask(context, modelFor(context));
  },
  "own-headers": async (context) => {
    await refusing(context);
    const defaultHeaders = { "x-api-key": context.key, "x-gateway-token": context.key };
    await ask(context, modelFor(context, { defaultHeaders, apiKey: () => context.key }));
  },
  "base-url-with-user": async (context) => {
    await withBadAddress(context, (origin, key) => origin.replace("//", `//me:${key}@`));
  },
  "base-url-with-query": async (context) => {
    await withBadAddress(context, (origin, key) => `${origin}/inference/v1?api_key=${key}`);
  },
  journal: async (context) => {
    const local = await context.local({ faults: [{ fault: { status: 401 }, times: 1 }] });
    const model = modelFor(context, { baseURL: local.baseURL });
    for (let call = 0; call < 2; call += 1) await ask(context, model);
    if (local.requests.length !== 2) throw new Error("the journal is not complete");
    context.keep(local.requests, JSON.stringify(local.requests), String(local.journal));
  },
  recording: async (context) => {
    await answering(context);
    const folder = await mkdtemp(path.join(tmpdir(), "torture-tapes-"));
    context.onEnd(() => rm(folder, { recursive: true, force: true }));
    const local = await context.local({
      upstream: { url: context.server.baseURL, apiKey: context.key },
      record: folder,
    });
    await ask(context, modelFor(context, { baseURL: local.baseURL }));
    await local.close();
    const names = await readdir(folder, { recursive: true });
    const files = names.filter((name) => name.endsWith(".yaml") || name.endsWith(".yml"));
    if (files.length === 0) throw new Error("nothing was recorded");
    for (const name of names) context.keep(name);
    for (const name of files) context.keep(await readFile(path.join(folder, name), "utf8"));
  },
};

/** An address that carries a key is refused or used, but never told. */
async function withBadAddress(
  context: CellContext,
  addressOf: (origin: string, key: string) => string,
): Promise<void> {
  await refusing(context);
  const baseURL = addressOf(context.server.origin, encodeURIComponent(context.key));
  try {
    await ask(context, modelFor(context, { baseURL }));
  } catch (error) {
    context.keep(error);
  }
}

/** Every place. */
export function placeCells(): Cell[] {
  return Object.entries(IN).map(([id, run]) => ({
    id: `secret-place/${id}/chat.invoke/fetch`,
    group: PLACES,
    promise: PLACES.promise.en,
    run,
  }));
}
