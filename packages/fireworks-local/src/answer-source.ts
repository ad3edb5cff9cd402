import { recordThrough } from "./cassettes/record.js";
import { replayFrom } from "./cassettes/replay.js";
import { type AnswerSource, STAND_IN } from "./server/call.js";
import { behindScripts } from "./server/foreign-answer.js";
import type { FireworksLocalOptions } from "./server/options.js";
import { forwardTo } from "./upstream/forward.js";
import { listUpstreamModels } from "./upstream/model-list.js";
import { readTarget } from "./upstream/target.js";

/** Who answers, by the options. Throws when they contradict each other. */
export function chooseSource({ upstream, record, replay }: FireworksLocalOptions): AnswerSource {
  if (replay !== undefined && (record ?? upstream) !== undefined)
    throw new Error(
      "replay never goes to the network: leave upstream and record out, " +
        "or use record with missingOnly to serve what is recorded and record the rest",
    );
  if (replay !== undefined) return behindScripts(replayFrom(replay));
  if (upstream === undefined && record !== undefined)
    throw new Error("record needs upstream: what it answers is recorded");
  if (upstream === undefined) return STAND_IN;
  const target = readTarget(upstream);
  const source: AnswerSource = {
    answer: forwardTo(target),
    listModels: (call) => listUpstreamModels(target, call.scope.catalogue, call),
  };
  return behindScripts(
    record === undefined ? source : recordThrough(source, record, target.secrets),
  );
}
