import type { ModelList } from "fireworks-client/wire";
import type { Asked } from "../scripts/asked.js";
import type { Accepted, RequestRules } from "../requests/read-request.js";
import type { LatencySetting } from "../latency/latency.js";
import type { Settings } from "./options.js";
import type { Scope } from "./scope.js";

/** One inference request on its way, beside its body. */
export interface Call {
  settings: Settings;
  scope: Scope;
  requestId: string;
  headers: Headers;
  /** Of the fault, the scope or the server: the first that says one. */
  latency: LatencySetting | undefined;
  /** Fires when the client leaves. */
  signal: AbortSignal;
  /** Drops the connection: an answer whose rest will not come. */
  resetConnection: () => void;
  /** Told the stop text that ended the stand-in's answer, before it is sent. */
  onStopWord?: (word: string) => void;
}

/** One endpoint of inference: what its requests are held to, and what the stand-in answers. */
export interface Endpoint<Request> {
  /** Below the inference base. */
  path: `/${string}`;
  rules: RequestRules<Request>;
  answer(accepted: Accepted<Request>, call: Call): Promise<Response>;
  /** The request as scripts see it: one for each answer it wants. */
  asked(accepted: Accepted<Request>): Promise<Asked[]>;
}

/** Who answers what was accepted: the stand-in, an upstream, a recording. */
export type Answerer = <Request>(
  endpoint: Endpoint<Request>,
  accepted: Accepted<Request>,
  call: Call,
) => Promise<Response>;

/** Where answers come from. */
export interface AnswerSource {
  answer: Answerer;
  /** For `GET /models`. */
  listModels(call: Call): Promise<ModelList>;
}

/** The stand-in itself. */
export const STAND_IN: AnswerSource = {
  answer: (endpoint, accepted, call) => endpoint.answer(accepted, call),
  listModels: async ({ scope }) => scope.catalogue.list(),
};
