import type { RecordedRequest } from "../journal/recorded-request.js";
import type { Fault, FaultPlan, FaultRule } from "./fault.js";

/** Which fault, if any, the request at `index` (counted from 0) gets. */
export type FaultSelector = (request: RecordedRequest, index: number) => Fault | undefined;

export function selectorFor(plan: FaultPlan | FaultSelector | undefined): FaultSelector {
  if (typeof plan === "function") return plan;
  const rules = (plan ?? []).map((rule) => ({ rule, used: 0 }));
  return (request) => {
    const hit = rules.find(({ rule, used }) => used < limitOf(rule) && matches(rule, request));
    if (hit === undefined) return undefined;
    hit.used += 1;
    return hit.rule.fault;
  };
}

function limitOf(rule: FaultRule): number {
  return rule.times ?? rule.fault.times ?? Infinity;
}

function matches({ match = {} }: FaultRule, request: RecordedRequest): boolean {
  const body = (request.body ?? {}) as { model?: unknown; stream?: unknown };
  return (
    (match.path === undefined || matchesPath(match.path, request.path)) &&
    (match.model === undefined || match.model === body.model) &&
    (match.stream === undefined || match.stream === (body.stream === true))
  );
}

/** The end of the path is enough: `/chat/completions`. */
function matchesPath(wanted: string | RegExp, path: string): boolean {
  return typeof wanted === "string" ? path.endsWith(wanted) : path.search(wanted) >= 0;
}
