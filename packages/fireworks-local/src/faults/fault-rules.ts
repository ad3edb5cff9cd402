import type { RecordedRequest } from "../journal/recorded-request.js";
import { canonicalJson } from "../json/canonical-json.js";
import { hashText } from "../random/seeded-random.js";
import type { Fault, FaultPlan, FaultRule } from "./fault.js";
import { checkFaultPlan } from "./load-fault-plan.js";
import { compileMatch } from "./match-request.js";
import { asWritten } from "../files/as-written.js";

/** A fault, and the place of its rule in the plan; undefined where a function chose it. */
export interface SelectedFault {
  fault: Fault;
  rule: number | undefined;
}

/** Which fault, if any, the request at `index` (counted from 0) gets. */
export type FaultSelector = (request: RecordedRequest, index: number) => Fault | undefined;

/** A rule, and what became of it so far. */
export interface FaultRuleReport extends FaultRule {
  /** Requests that met the conditions, when no rule above had decided. */
  matched: number;
  /** Requests the fault happened to. */
  applied: number;
}

/** Distinct requests that one rule remembers; then it forgets the oldest. */
const MOST_KEYS = 10_000;

interface CountedRule {
  rule: FaultRule;
  matches: (request: RecordedRequest, scope: string) => boolean;
  matched: number;
  applied: number;
  /** Matches by key: one for all, or one for each distinct request. */
  counts: Map<string, number>;
}

/**
 * The faults of one scope, and how often each of them happened. A request is counted in the turn in
 * which it arrives, before anything is waited for: parallel requests get as many faults as a plan says.
 */
export class FaultRules {
  #rules: CountedRule[] = [];
  #selector: FaultSelector | undefined;
  #seen = 0;

  constructor(plan: FaultPlan | FaultSelector | undefined) {
    this.replace(plan ?? []);
  }

  /** These rules and no others, with counters at 0. Throws like `add`, and then changes nothing. */
  replace(plan: FaultPlan | FaultSelector): void {
    const rules = typeof plan === "function" ? [] : compiled(plan);
    this.#selector = typeof plan === "function" ? plan : undefined;
    this.#rules = rules;
    this.#seen = 0;
  }

  /** After the rules that are there. Throws a `TypeError` for rules that say nothing or cannot be. */
  add(plan: FaultPlan): void {
    this.#rules.push(...compiled(plan));
  }

  /** Every rule in order as a file would hold it, with its counters. A function has no rules. */
  report(): FaultRuleReport[] {
    return this.#rules.map(({ rule, matched, applied }) => ({
      ...(asWritten(rule) as FaultRule),
      matched,
      applied,
    }));
  }

  /** The fault of a request that has just arrived in the scope of that name. */
  select(request: RecordedRequest, scope: string): SelectedFault | undefined {
    const index = this.#seen;
    this.#seen += 1;
    if (this.#selector !== undefined) {
      const fault = this.#selector(request, index);
      return fault && { fault, rule: undefined };
    }
    const rule = this.#rules.findIndex((counted) => takes(counted, request, scope));
    const fault = this.#rules[rule]?.rule.fault;
    return fault && { fault, rule };
  }
}

function compiled(plan: FaultPlan): CountedRule[] {
  checkFaultPlan(plan);
  return plan.map((rule) => ({
    rule,
    matches: compileMatch(rule.match ?? {}),
    matched: 0,
    applied: 0,
    counts: new Map<string, number>(),
  }));
}

/** Counts the request when the rule is about it, and says whether it is one of those that are hit. */
function takes(counted: CountedRule, request: RecordedRequest, scope: string): boolean {
  const { rule, counts } = counted;
  if (!counted.matches(request, scope)) return false;
  const key = rule.per === "request" ? fingerprint(request) : "";
  const place = counts.get(key) ?? 0;
  counts.delete(key);
  counts.set(key, place + 1);
  if (counts.size > MOST_KEYS) forgetOldest(counts);
  counted.matched += 1;
  if (!isHit(rule, place)) return false;
  counted.applied += 1;
  return true;
}

/** Whether a rule is for the match at `place`, counted from 0. */
function isHit({ skip = 0, every = 1, times = Infinity }: FaultRule, place: number): boolean {
  const after = place - skip;
  return after >= 0 && after % every === 0 && after / every < times;
}

function fingerprint({ method, path, body }: RecordedRequest): string {
  const text = `${method} ${path} ${canonicalJson(body)}`;
  return `${text.length}:${hashText(text)}:${hashText(`again ${text}`)}`;
}

function forgetOldest(counts: Map<string, number>): void {
  const [oldest] = counts.keys();
  if (oldest !== undefined) counts.delete(oldest);
}
