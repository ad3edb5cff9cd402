import { inspect } from "node:util";
import type { Cell, Group } from "../cell.js";
import type { CellContext } from "../cell-context.js";
import { told } from "../matrix/fault.js";
import { passOn } from "../raw/tunnel.js";
import { type Transport, TRANSPORTS } from "../transports.js";
import { checkAnswers, checkJobs, localBehind } from "./batch-cells.js";
import { live, newBatch } from "./batch-life.js";
import { BATCH_STEPS } from "./batch-steps.js";

const ABORTED: Group = {
  id: "batch-abort",
  title: told(
    "an abort at each request of a batch job: uploading, looking, waiting, downloading; while the request goes on, or gets no answer; then the same is submitted again",
    "在批处理任务的每个请求处中止：上传、查看、等待、下载；请求照常继续或得不到应答；然后再次提交同样的内容",
  ),
  promise: told(
    "the abort error with its reason, at once, and no request after it; then all answers in their order, and one job",
    "立刻以中止错误及其原因结束，之后没有请求；随后按顺序得到全部答案，且只有一个任务",
  ),
};

const TIMINGS = ["within", "stuck"] as const;

interface Place {
  index: number;
  timing: (typeof TIMINGS)[number];
  transport: Transport;
}

/** Both ways at every request. */
export const batchAbortCells = (): Cell[] =>
  TRANSPORTS.flatMap((transport) =>
    BATCH_STEPS.flatMap(({ id }, index) =>
      TIMINGS.map((timing) => ({
        id: `${ABORTED.id}/${id}-${timing}/batch/${transport.name}`,
        group: ABORTED,
        deadlineMs: 60_000,
        promise: "the abort error, nothing after it; then all answers, one job",
        run: (context: CellContext) => abortAt({ index, timing, transport }, context),
      })),
    ),
  );

async function abortAt({ index, timing, transport }: Place, context: CellContext): Promise<void> {
  const controller = context.abortController();
  const reason = new Error("the user left");
  let sent = 0;
  const fetch: typeof transport.fetch = (...given) => {
    sent += 1;
    return transport.fetch(...given);
  };
  let isOver = false;
  const local = await localBehind(context, ({ nth }) => {
    if (isOver || nth !== index + 1) return undefined;
    controller.abort(reason);
    return {
      serve: (exchange, port) => (timing === "within" ? passOn(exchange, port) : undefined),
    };
  });
  const { error } = await live(newBatch(context, { ...transport, fetch }), context, controller);
  isOver = true;
  const { cause, name } = error instanceof Error ? error : { cause: error, name: "" };
  if (cause !== reason && error !== reason) {
    throw new Error(`it ended with ${inspect(error, { depth: 0 })}`);
  }
  if (error !== reason && name !== "AbortError") throw new Error(`its name is ${name}`);
  const before = sent;
  await context.server.until(() => context.server.busySockets === 0);
  if (sent !== before) throw new Error("a request was sent after the end");
  checkAnswers(await live(newBatch(context, transport), context));
  checkJobs(local);
}
