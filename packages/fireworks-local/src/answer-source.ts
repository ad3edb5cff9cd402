import { type AnswerSource, STAND_IN } from "./server/call.js";
import type { FireworksLocalOptions } from "./server/options.js";
import { forwardTo } from "./upstream/forward.js";
import { listUpstreamModels } from "./upstream/model-list.js";
import { readTarget } from "./upstream/target.js";

/** Who answers, by the options. Throws when they contradict each other. */
export function chooseSource({ upstream }: FireworksLocalOptions): AnswerSource {
  if (upstream === undefined) return STAND_IN;
  const target = readTarget(upstream);
  return {
    answer: forwardTo(target),
    listModels: (call) => listUpstreamModels(target, call.scope.catalogue, call),
  };
}
