import type { CassetteOptions, ReplayOptions } from "./cassettes/options.js";
import { recordThrough } from "./cassettes/record.js";
import { replayFrom } from "./cassettes/replay.js";
import type { AnswerSource } from "./server/call.js";
import { behindScripts } from "./server/foreign-answer.js";
import type { FireworksLocalOptions } from "./server/options.js";
import type { SourceInfo } from "./server/source-info.js";
import { Sources } from "./server/sources.js";
import { forwardTo } from "./upstream/forward.js";
import { listUpstreamModels } from "./upstream/model-list.js";
import type { UpstreamOptions } from "./upstream/options.js";
import { readTarget } from "./upstream/target.js";

/** Who may answer, and who does at first, by the options. Throws when they contradict each other. */
export function chooseSources({ upstream, record, replay }: FireworksLocalOptions): Sources {
  if (replay !== undefined && (record ?? upstream) !== undefined)
    throw new Error(
      "replay never goes to the network: leave upstream and record out, " +
        "or use record with missingOnly to serve what is recorded and record the rest",
    );
  if (replay !== undefined) {
    const recordings = recordingsOf(replay);
    return new Sources({
      front: "recordings",
      named: { recordings: recordings.source },
      list: [recordings.info],
      secrets: [],
    });
  }
  if (upstream !== undefined) return sourcesWith(upstream, record);
  if (record !== undefined) throw new Error("record needs upstream: what it answers is recorded");
  return new Sources({ front: "engine", named: {}, list: [], secrets: [] });
}

function sourcesWith(
  upstream: NonNullable<UpstreamOptions["upstream"]>,
  record: CassetteOptions["record"],
): Sources {
  const target = readTarget(upstream);
  const plain: AnswerSource = {
    answer: forwardTo(target),
    listModels: (call) => listUpstreamModels(target, call.scope.catalogue, call),
  };
  const { shownUrl: url, dialect, authorization, secrets } = target;
  const info = { name: "upstream", url, dialect, holdsKey: authorization !== undefined } as const;
  const front = "upstream";
  if (record === undefined)
    return new Sources({ front, named: { upstream: behindScripts(plain) }, list: [info], secrets });
  const { dir, ignore } = typeof record === "string" ? { dir: record } : record;
  const recordings = recordingsOf({ dir, ...(ignore && { ignore }) });
  const recorded = behindScripts(recordThrough(plain, record, secrets));
  return new Sources({
    front,
    named: { upstream: recorded, recordings: recordings.source },
    list: [recordings.info, { ...info, recordsTo: dir }],
    secrets,
  });
}

function recordingsOf(option: string | ReplayOptions): { source: AnswerSource; info: SourceInfo } {
  const folder = typeof option === "string" ? option : option.dir;
  return { source: behindScripts(replayFrom(option)), info: { name: "recordings", folder } };
}
