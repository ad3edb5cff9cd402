import { inspect } from "node:util";
import * as client from "fireworks-client";
import type { FireworksLocal } from "fireworks-local";
import type { Cell, Group } from "../cell.js";
import type { CellContext } from "../cell-context.js";
import { told } from "../matrix/fault.js";
import type { RawExchange } from "../raw/raw-exchange.js";
import { passOn } from "../raw/tunnel.js";
import { type Transport, TRANSPORTS } from "../transports.js";
import { ANSWER_LOST, BATCH_FAULTS, type BatchFault } from "./batch-faults.js";
import { INPUTS, type Life, live, newBatch } from "./batch-life.js";
import { BATCH_STEPS, type BatchStep } from "./batch-steps.js";

const ONCE: Group = {
  id: "batch-once",
  title: told(
    "a batch job from `submit` to `results`: at each of its requests something that may pass goes wrong once, or the answer is lost after it was done",
    "批处理任务从 `submit` 到 `results`：在每个请求处，可恢复的故障发生一次，或事情已办妥而应答丢失",
  ),
  promise: told(
    "all answers in their order, and one job: nothing is paid twice",
    "按顺序得到全部答案，且只有一个任务：不会重复付费",
  ),
};

const ALWAYS: Group = {
  id: "batch-always",
  title: told(
    "a batch job from `submit` to `results`: at each of its requests something goes wrong until the call fails; then it is over and the same is submitted again",
    "批处理任务从 `submit` 到 `results`：在每个请求处，故障持续到调用失败；然后故障解除，再次提交同样的内容",
  ),
  promise: told(
    "the error of that status; after it all answers in their order, and one job",
    "该状态码对应的错误；之后按顺序得到全部答案，且只有一个任务",
  ),
};

/** A life is a dozen requests, files and some waits. */
const DEADLINE_MS = 60_000;

const ANSWER = "yes";

export const batchCells = (): Cell[] =>
  TRANSPORTS.flatMap((transport) =>
    BATCH_STEPS.flatMap((step, index) => [
      ...[...BATCH_FAULTS.filter(({ passes }) => passes), ANSWER_LOST].map((fault) =>
        onceCell({ fault, step, index, transport }),
      ),
      ...BATCH_FAULTS.filter((fault) => lasts(fault, step)).map((fault) =>
        alwaysCell({ fault, step, index, transport }),
      ),
    ]),
  );

interface Place {
  fault: BatchFault;
  step: BatchStep;
  index: number;
  transport: Transport;
}

/** A look is repeated for days while it may pass; what it then ends with is the time it took. */
const lasts = ({ passes, ...errors }: BatchFault, { plane, repeated }: BatchStep): boolean =>
  errors[plane] !== undefined && !(passes && repeated === true);

const onceCell = ({ fault, step, index, transport }: Place): Cell => ({
  id: `${ONCE.id}/${step.id}/${fault.id}/${transport.name}`,
  group: ONCE,
  deadlineMs: DEADLINE_MS,
  promise: "all answers, one job",
  run: async (context) => {
    const local = await localBehind(context, ({ nth }) => (nth === index + 1 ? fault : undefined));
    checkAnswers(await live(newBatch(context, transport), context));
    checkJobs(local);
  },
});

const alwaysCell = ({ fault, step, index, transport }: Place): Cell => ({
  id: `${ALWAYS.id}/${step.id}/${fault.id}/${transport.name}`,
  group: ALWAYS,
  deadlineMs: DEADLINE_MS,
  promise: `${fault[step.plane]}, and after it all answers, one job`,
  run: async (context) => {
    let broken = true;
    const local = await localBehind(context, ({ nth, request }) =>
      broken && nth > index && planeOf(request.path) === step.plane ? fault : undefined,
    );
    checkError(await live(newBatch(context, transport), context), String(fault[step.plane]));
    broken = false;
    checkAnswers(await live(newBatch(context, transport), context));
    checkJobs(local);
  },
});

/** The cell's server stands before a local one and spoils the requests it is told to. */
export async function localBehind(
  context: CellContext,
  spoil: (exchange: RawExchange) => Pick<BatchFault, "serve"> | undefined,
): Promise<FireworksLocal> {
  const local = await context.local({ scripts: [{ when: {}, answer: { content: ANSWER } }] });
  const { port } = await local.listen();
  context.server.serve((exchange) => {
    const fault = spoil(exchange);
    return fault === undefined ? passOn(exchange, port) : fault.serve(exchange, port);
  });
  return local;
}

/** Where the local server keeps files. What storage refuses, a new address is asked for of the other. */
const planeOf = (path: string): BatchStep["plane"] =>
  path.startsWith("/_storage/") ? "storage" : "control";

export function checkAnswers({ texts, failedAt, error }: Life): void {
  if (texts === undefined) {
    throw new Error(
      `all answers were promised, but ${failedAt} threw ${inspect(error, { depth: 0 })}`,
    );
  }
  if (texts.length !== INPUTS.length || texts.some((text) => text !== ANSWER)) {
    throw new Error(`the answers are ${JSON.stringify(texts)}`);
  }
}

function checkError({ error, failedAt }: Life, name: string): void {
  const known = Reflect.get(client, name) as typeof client.FireworksError;
  if (error === undefined) throw new Error(`${name} was promised, and all went well`);
  if (!known.isInstance(error)) {
    throw new Error(`${name} was promised, but ${failedAt} threw ${inspect(error, { depth: 0 })}`);
  }
}

export function checkJobs(local: FireworksLocal): void {
  const made = local.requests.filter(
    ({ method, path, status }) =>
      method === "POST" && path.endsWith("/batchInferenceJobs") && status === 200,
  );
  if (made.length !== 1) throw new Error(`${made.length} jobs were made, not one`);
}
