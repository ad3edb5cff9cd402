import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { FaultRuleReport } from "../../../src/admin/admin-answers.js";
import type { FaultRule } from "../../../src/faults/fault.js";
import type { Latency, LatencySetting } from "../../../src/latency/latency.js";
import type { RateLimitSettings } from "../../../src/rate-limits/options.js";
import { adminOf, type AdminRequest } from "../server/admin.js";
import type { ServerPlace } from "../server/credentials.js";

/** What goes wrong in a scope, how slowly it answers and how much it allows, as the server tells it. */
export interface Faults {
  /** The scope that is steered; the shared one has the empty name. */
  readonly scope: ReadonlySignal<string>;
  /** Undefined until the server told. */
  readonly rules: ReadonlySignal<readonly FaultRuleReport[] | undefined>;
  readonly latency: ReadonlySignal<Required<Latency> | undefined>;
  /** Null: nothing is limited. */
  readonly limits: ReadonlySignal<RateLimitSettings | null | undefined>;
  /** Why the server did not do what was asked, by the part of the panel it belongs to. */
  readonly trouble: ReadonlySignal<{ about: FaultsPart; message: string } | undefined>;
  /** The text of the free editor. */
  readonly draft: Signal<string>;
  chooseScope(name: string): Promise<void>;
  /** Reads everything back. */
  refresh(): Promise<void>;
  add(rule: FaultRule): Promise<void>;
  /** Sets these rules and no others, as JSON or YAML. */
  replace(text: string): Promise<void>;
  /** The others begin to count anew: the server takes a plan as a whole. */
  remove(place: number): Promise<void>;
  removeAll(): Promise<void>;
  /** Undefined: as the server was started. */
  setLatency(latency: LatencySetting | undefined): Promise<void>;
  setLimits(limits: RateLimitSettings | undefined): Promise<void>;
}

export type FaultsPart = "rules" | "latency" | "limits";

/** What each part answers, and where it is. */
interface PartAnswers {
  rules: { faults: FaultRuleReport[] };
  latency: { latency: Required<Latency> };
  limits: { rateLimits: RateLimitSettings | null };
}

const PATHS = { rules: "/faults", latency: "/latency", limits: "/rate-limits" } as const;

export function createFaults(server: ServerPlace): Faults {
  const admin = adminOf(server);
  const scope = signal("");
  const rules = signal<readonly FaultRuleReport[] | undefined>(undefined);
  const latency = signal<Required<Latency> | undefined>(undefined);
  const limits = signal<RateLimitSettings | null | undefined>(undefined);
  const trouble = signal<{ about: FaultsPart; message: string } | undefined>(undefined);
  const show = (told: Partial<PartAnswers[FaultsPart]>): void => {
    if ("faults" in told) rules.value = told.faults;
    if ("latency" in told) latency.value = told.latency;
    if ("rateLimits" in told) limits.value = told.rateLimits;
  };
  // Whatever is asked, the server answers with what holds then.
  const ask = async (about: FaultsPart, request: AdminRequest = {}): Promise<void> => {
    const asked = scope.value;
    try {
      const told = await admin<PartAnswers[FaultsPart]>(PATHS[about], { ...request, scope: asked });
      if (scope.value !== asked) return;
      show(told);
      if (request.method !== undefined) trouble.value = undefined;
    } catch (error) {
      trouble.value = { about, message: error instanceof Error ? error.message : String(error) };
    }
  };
  const set = (about: FaultsPart, body: unknown): Promise<void> =>
    ask(about, body === undefined ? { method: "DELETE" } : { method: "PUT", body });
  const refresh = async (): Promise<void> => {
    await Promise.all([ask("rules"), ask("latency"), ask("limits")]);
  };
  return {
    scope,
    rules,
    latency,
    limits,
    trouble,
    refresh,
    draft: signal(""),
    chooseScope: async (name) => {
      scope.value = name;
      await refresh();
    },
    add: (rule) => ask("rules", { method: "POST", body: [rule] }),
    replace: (text) => ask("rules", { method: "PUT", body: text }),
    remove: (place) =>
      set("rules", (rules.value ?? []).filter((_, at) => at !== place).map(withoutCounters)),
    removeAll: () => set("rules", undefined),
    setLatency: (setting) => set("latency", setting),
    setLimits: (setting) => set("limits", setting),
  };
}

/** A rule as a plan holds it. */
export function withoutCounters(report: FaultRuleReport): FaultRule {
  const { matched: _matched, applied: _applied, ...rule } = report;
  return rule;
}
