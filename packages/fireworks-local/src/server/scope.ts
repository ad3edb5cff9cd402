import { admitTraffic } from "../control-plane/deployments/traffic.js";
import { servedBy } from "../control-plane/served.js";
import { ControlPlaneState } from "../control-plane/state.js";
import { FaultRules } from "../faults/fault-rules.js";
import type { RequestStore } from "../journal/request-store.js";
import { type LatencySetting, resolveLatency } from "../latency/latency.js";
import { ModelCatalogue } from "../models/catalogue.js";
import { RateLimits } from "../rate-limits/rate-limits.js";
import type { RequestContext, RequestLimits } from "../requests/read-request.js";
import { StoredResponses } from "../responses/stored-responses.js";
import { ScriptBook } from "../scripts/script-book.js";
import type { Settings } from "./options.js";
import type { SourceName } from "./source-info.js";

/**
 * What belongs to one test, so that parallel tests do not meet: its scripts, faults, journal, and what
 * it made on the control plane. A request's scope follows from its headers, see `scopes.ts`.
 */
export class Scope {
  readonly name: string;
  /** The server's, with what this scope was given of its own. */
  readonly settings: Settings;
  /** Those it had at the start, to which a reset comes back. */
  readonly start: Settings;
  readonly journal: RequestStore;
  readonly controlPlane: ControlPlaneState;
  readonly catalogue: ModelCatalogue;
  readonly limits: RequestLimits;
  readonly scripts: ScriptBook;
  readonly faults: FaultRules;
  readonly rateLimits: RateLimits;
  /** What `/responses` keeps for those that continue them. */
  readonly responses: StoredResponses = new StoredResponses();
  /** By recording: how often it was served, so that several of one request come in turn. */
  readonly replays: Map<string, number> = new Map();
  /** Who answers here; undefined for whom the options put in front. */
  source: SourceName | undefined;
  /** Undefined: the one of the settings. */
  latency: LatencySetting | undefined;

  constructor(name: string, settings: Settings, journal: RequestStore, start: Settings = settings) {
    this.name = name;
    this.controlPlane = new ControlPlaneState(name, settings);
    this.settings = settings;
    this.start = start;
    this.journal = journal;
    this.catalogue = new ModelCatalogue(
      settings.models,
      servedBy(this.controlPlane, (id) => this.catalogue.findModel(id)),
    );
    const { maxNonStreamTokens, lenient, anyModel } = settings;
    this.limits = { maxNonStreamTokens, lenient, anyModel };
    this.scripts = new ScriptBook(settings.scripts ?? []);
    // A mistake in it is told at once, not with the first answer.
    resolveLatency(settings.latency);
    this.rateLimits = new RateLimits(settings.rateLimits);
    this.faults = new FaultRules(settings.faults);
  }

  /** A request for a known model came: the refusal while its deployment is starting. */
  readonly admit: NonNullable<RequestContext["admit"]> = (model) => {
    const deployment = this.catalogue.deploymentOf(model);
    return deployment === undefined ? undefined : admitTraffic(this.controlPlane, deployment);
  };
}
