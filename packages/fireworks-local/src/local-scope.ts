import type { FaultPlan } from "./faults/fault.js";
import type { FaultRuleReport, FaultSelector } from "./faults/fault-rules.js";
import { type LatencySetting, resolveLatency } from "./latency/latency.js";
import { Journal } from "./journal/journal.js";
import { JournalAssertionError } from "./journal/journal-error.js";
import type { RecordedRequest } from "./journal/recorded-request.js";
import { showValue } from "./journal/show-value.js";
import type { RequestLimits } from "./requests/read-request.js";
import { scopeKey } from "./server/scope-key.js";
import type { Script } from "./scripts/script.js";
import type { ScopeOptions } from "./server/scope-options.js";
import type { Scope } from "./server/scope.js";
import { SCOPE_HEADER, type Scopes } from "./server/scopes.js";

/** A part of the server that belongs to one test: requests with its key or its header meet no others. */
export interface LocalScope {
  /** Empty for the scope of all requests that name none. */
  readonly name: string;
  /** Given to a client as its API key, it leads here. Where keys are restricted, it holds the first of them. */
  readonly apiKey: string;
  /** Sent with a request, they lead here whatever its key is. */
  readonly headers: Readonly<Record<string, string>>;
  /** What arrived and how it was answered, oldest first; the same array for the scope's whole life. */
  readonly requests: RecordedRequest[];
  /** What requests are held to here: the options of these names, which may be changed at any time. */
  readonly limits: RequestLimits;
  /**
   * The fault rules in force, with how many requests each `matched` and how often it was `applied`. A
   * plan that is set replaces them, with counters at 0; a `TypeError` names its mistakes.
   */
  get faults(): readonly FaultRuleReport[];
  set faults(plan: FaultPlan | FaultSelector);
  /** How fast answers come here; undefined for the latency of the options. */
  latency: LatencySetting | undefined;
  /** Assertions over `requests`. */
  readonly journal: Journal;
  /** The scripts in force, in the order in which they are tried; a new list replaces them. */
  scripts: readonly Script[];
  /** Tries these scripts before those that are there. Throws a `TypeError` that names every mistake. */
  use(...scripts: Script[]): void;
  /** Throws {@link JournalAssertionError} when a fault of the plan is left that no request met. */
  assertFaultsUsed(): void;
  /**
   * Starts afresh: empties the journal, counts faults from the start again and drops what was made on
   * the control plane. Scripts, faults and the other options are `options` until the next reset, else what
   * they were at the start.
   */
  reset(options?: ScopeOptions): void;
}

/** Getters on a class, so that printing it or turning it into JSON shows no key. */
export class ScopeHandle implements LocalScope {
  readonly name: string;
  readonly #scopes: Scopes;

  constructor(scopes: Scopes, name: string) {
    this.name = name;
    this.#scopes = scopes;
  }

  get apiKey(): string {
    const accepted = this.#scope.settings.apiKeys?.[0];
    return this.name === "" ? (accepted ?? "fw_local") : scopeKey(this.name, accepted);
  }

  get headers(): Readonly<Record<string, string>> {
    return this.name === "" ? {} : { [SCOPE_HEADER]: encodeURIComponent(this.name) };
  }

  get requests(): RecordedRequest[] {
    return this.#scope.journal.requests;
  }

  get journal(): Journal {
    return new Journal(this.#scope.journal);
  }

  get faults(): readonly FaultRuleReport[] {
    return this.#scope.faults.report();
  }

  set faults(plan: FaultPlan | FaultSelector) {
    this.#scope.faults.replace(plan);
  }

  get latency(): LatencySetting | undefined {
    return this.#scope.latency;
  }

  set latency(latency: LatencySetting | undefined) {
    resolveLatency(latency);
    this.#scope.latency = latency;
  }

  get limits(): RequestLimits {
    return this.#scope.limits;
  }

  get scripts(): readonly Script[] {
    return this.#scope.scripts.scripts;
  }

  set scripts(scripts: readonly Script[]) {
    this.#scope.scripts.replace(scripts);
  }

  use(...scripts: Script[]): void {
    this.#scope.scripts.use(scripts);
  }

  assertFaultsUsed(): void {
    const unused = this.#scope.faults.report().filter(({ applied }) => applied === 0);
    if (unused.length === 0) return;
    const lines = unused.map(({ match, fault }) => `\n  ${showValue({ match, fault })}`);
    throw new JournalAssertionError(
      `${unused.length} of the faults never happened:${lines.join("")}\nWhat arrived:\n${String(this.journal)}`,
      { expected: [], actual: unused.map(({ match, fault }) => ({ match, fault })) },
    );
  }

  reset(options?: ScopeOptions): void {
    this.#scopes.renew(this.name, options);
  }

  /** A reset replaces it, so it is looked up each time. */
  get #scope(): Scope {
    return this.#scopes.named(this.name);
  }
}
