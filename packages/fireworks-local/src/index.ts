/** A Fireworks-compatible server for offline development and tests. Not a language model. */
export { createFireworksLocal, type FireworksLocal } from "./fireworks-local.js";
export type { LocalScope } from "./local-scope.js";
export type { FireworksLocalOptions } from "./server/options.js";
export type { Answer, Script, ScriptCondition, ToolCallAnswer } from "./answers/answer.js";
export type { Fault, FaultPlan, FaultRule } from "./faults/fault.js";
export type { FaultSelector } from "./faults/select.js";
export type { LocalDeployment } from "./models/local-deployment.js";
export type { LocalModel } from "./models/local-model.js";
export type { RecordedRequest } from "./journal/recorded-request.js";
export type { AnswerOptions } from "./answers/options.js";
export type { CassetteOptions } from "./cassettes/options.js";
export type { ControlPlaneOptions } from "./control-plane/options.js";
export type { FaultOptions } from "./faults/options.js";
export type { StrictnessOptions } from "./requests/options.js";
export type { UpstreamOptions, UpstreamTarget } from "./upstream/options.js";
export type { SafetyOptions } from "./safety/options.js";
export type { ListenOptions } from "./listen-options.js";
