/** A Fireworks-compatible server for offline development and tests. Not a language model. */
export { createFireworksLocal, type FireworksLocal } from "./fireworks-local.js";
export type { LocalScope } from "./local-scope.js";
export type { FireworksLocalOptions } from "./server/options.js";
export type { Answer, GivenLogprob, ToolCallAnswer } from "./answers/answer.js";
export type * from "./scripts/script.js";
export type { ScriptOptions } from "./scripts/options.js";
export { DataFileError } from "./files/data-file-error.js";
export { loadScripts, parseScripts } from "./scripts/load-scripts.js";
export type {
  BrokenBody,
  BrokenConnection,
  BrokenStream,
  Fault,
  FaultEndpoint,
  FaultMatch,
  FaultPlan,
  FaultRule,
  LateAnswer,
  ReplacedAnswer,
} from "./faults/fault.js";
export type { AppliedFault } from "./faults/applied-fault.js";
export type { EnvelopeName } from "./faults/envelopes.js";
export { loadFaultPlan, parseFaultPlan } from "./faults/load-fault-plan.js";
export type { FaultRuleReport, FaultSelector } from "./faults/fault-rules.js";
export type { MalformedKind } from "./faults/malformed-events.js";
export type { QuirkName } from "./faults/quirk-names.js";
export type { LocalDeployment } from "./models/local-deployment.js";
export type { EmbeddingFacts, LocalModel } from "./models/local-model.js";
export type { Journal, Looked, RefusedRequest } from "./journal/journal.js";
export { JournalAssertionError } from "./journal/journal-error.js";
export type { CallMatch } from "./journal/call-match.js";
export type { JournalLimits, JournalOptions } from "./journal/options.js";
export type { TimedPiece } from "./journal/answer-facts.js";
export type { AnswerEnd, RecordedAnswer } from "./journal/recorded-answer.js";
export type { RecordedRequest } from "./journal/recorded-request.js";
export type { ScopeOptions } from "./server/scope-options.js";
export type { AnswerOptions } from "./answers/options.js";
export type { CassetteOptions, RecordOptions, ReplayOptions } from "./cassettes/options.js";
export type { BatchFault } from "./control-plane/batch/batch-fault.js";
export type { BatchTimings } from "./control-plane/batch/batch-timings.js";
export type { BatchOptions } from "./control-plane/batch/options.js";
export type { ControlPlaneOptions } from "./control-plane/options.js";
export {
  type GivenResources,
  loadResources,
  parseResources,
} from "./control-plane/load-resources.js";
export type { FineTuningTimings } from "./control-plane/fine-tuning/timings.js";
export type { DeploymentTimings } from "./control-plane/deployments/timings.js";
export type { LatencyOptions } from "./latency/options.js";
export type { Latency, LatencyProfile, LatencySetting } from "./latency/latency.js";
export type { RateLimitOptions, RateLimitSettings } from "./rate-limits/options.js";
export type { FaultOptions } from "./faults/options.js";
export type { RequestIssue } from "./requests/request-issue.js";
export type { RequestLimits } from "./requests/read-request.js";
export type { StrictnessOptions } from "./requests/options.js";
export type { EngineName, UpstreamOptions, UpstreamTarget } from "./upstream/options.js";
export type { SafetyOptions } from "./safety/options.js";
export type { ListenOptions } from "./listen-options.js";
