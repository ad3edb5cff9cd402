import type { Cell, Group } from "../cell.js";
import { told } from "../matrix/fault.js";
import { TRANSPORTS } from "../transports.js";
import { ABORT_ENTRIES } from "./entries.js";
import { type AbortPlan, probeAborts } from "./probe-aborts.js";
import { SITUATIONS } from "./situations.js";

const ABORTS: Group = {
  id: "abort",
  title: told(
    "an abort at every step of a call: the key function, each queue, connecting, head, every piece of the body, the pause before a retry, the wait for a deployment, the fallback, callbacks, the reader; a cell is all steps of one situation, the abort in the step or while it is stuck",
    "在一次调用的每一步中止：密钥函数、各个队列、连接、响应头、正文的每一段、重试前的停顿、等待部署、回退、回调、读取者；一格是一种情形的所有步骤，中止发生在该步之中或它卡住时",
  ),
  promise: told(
    "it ends at once with the abort error and its reason; nothing is sent afterwards, the connection is closed; what was answered before the abort may stand",
    "立刻以中止错误及其原因结束；之后不再发送任何请求，连接关闭；中止前已答完的可以保留",
  ),
};

const TIMINGS = ["within", "stuck"] as const;

/** Every situation at every entry point it concerns. */
export function abortCells(): Cell[] {
  return TRANSPORTS.flatMap((transport) =>
    SITUATIONS.flatMap((situation) =>
      ABORT_ENTRIES.filter((entry) => situation.fits(entry)).flatMap((entry) =>
        TIMINGS.map((timing) => cellOf({ entry, situation, timing, transport })),
      ),
    ),
  );
}

function cellOf(plan: AbortPlan): Cell {
  const { entry, situation, timing, transport } = plan;
  return {
    id: `abort/${situation.id}-${timing}/${entry.name}/${transport.name}`,
    group: ABORTS,
    promise: "at every step: the abort error with its reason, at once, and nothing sent afterwards",
    deadlineMs: 120_000,
    async run(context) {
      const findings = await probeAborts(plan, context);
      if (findings.length > 0) throw new Error(findings.join("; "));
    },
  };
}
