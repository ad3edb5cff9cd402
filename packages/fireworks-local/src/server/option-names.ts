import { closestName } from "../json/closest-name.js";
import type { FireworksLocalOptions } from "./options.js";
import type { ScopeOptions } from "./scope-options.js";

const IN_SCOPES: Readonly<Record<keyof ScopeOptions, true>> = {
  models: true,
  maxNonStreamTokens: true,
  lenient: true,
  usageInStream: true,
  seed: true,
  scripts: true,
  unscripted: true,
  faults: true,
  latency: true,
  rateLimits: true,
  deployments: true,
  deploymentTimings: true,
  fineTuningTimings: true,
  account: true,
  maxUploadBytes: true,
  batchTimings: true,
  batchFaults: true,
};

const IN_SERVERS: Readonly<Record<keyof FireworksLocalOptions, true>> = {
  ...IN_SCOPES,
  upstream: true,
  record: true,
  replay: true,
  allowedHosts: true,
  allowedOrigins: true,
  adminToken: true,
  maxBodyBytes: true,
  maxOpenAnswers: true,
  maxAnswerMs: true,
  journal: true,
  apiKeys: true,
  authFailureStatus: true,
  playground: true,
  now: true,
};

/** Throws a `TypeError` for a misspelt option: without its faults, a test would pass for nothing. */
export function checkServerOptions(options: object): void {
  check(options, Object.keys(IN_SERVERS));
}

/** The same for what a scope may have of its own. */
export function checkScopeOptions(options: object): void {
  check(options, Object.keys(IN_SCOPES));
}

function check(options: object, known: string[]): void {
  const strange = Object.keys(options).find((name) => !known.includes(name));
  if (strange === undefined) return;
  const meant = closestName(strange, known);
  const hint = meant === undefined ? `Known are ${known.join(", ")}.` : `Did you mean ${meant}?`;
  throw new TypeError(`fireworks-local has no option "${strange}" here. ${hint}`);
}
