import type { ServerlessTokenUsage, TimeSeries } from "fireworks-client/wire";
import type { UsedMinute } from "../../rate-limits/token-log.js";
import { readableAccount } from "../accounts/account-access.js";
import type { GatewayHandler } from "../gateway-route.js";
import { invalidArgument } from "../grpc-refusal.js";
import { readFlag } from "../messages/read-query.js";
import { readTimeRange, type TimeRange, toSeries } from "./time-range.js";

const PEAKS = "includePeakTokensPerMinuteByBaseModel";
const AVERAGES = "includeAverageTokensPerMinuteByBaseModel";

const MINUTE = 60_000;

type Count = (used: UsedMinute) => number;

const generated: Count = (used) => used.generated;
const uncachedPrompt: Count = (used) => used.uncachedPrompt;
const cachedPrompt: Count = (used) => used.cachedPrompt;
const all: Count = (used) => used.generated + used.uncachedPrompt + used.cachedPrompt;

/** `GET /serverlessTokenUsage`: what this scope's requests used. */
export const getTokenUsage: GatewayHandler = (call): ServerlessTokenUsage => {
  readableAccount(call);
  const { query, rateLimits } = call;
  const [wantsPeaks, wantsAverages] = [readFlag(query, PEAKS), readFlag(query, AVERAGES)];
  if (!wantsPeaks && !wantsAverages)
    throw invalidArgument("at least one section must be included in the response");
  const range = readTimeRange(call);
  const used = rateLimits.used.between(range.start, range.end);
  const models = [...new Set(used.map(({ model }) => model))];
  const each = (chart: (minutes: UsedMinute[]) => Map<number, number>): TimeSeries[] =>
    models.map((base_model) =>
      toSeries({ base_model }, chart(used.filter(({ model }) => model === base_model))),
    );
  const peaks = (count: Count) => each((minutes) => peaksOf(minutes, count, range));
  const total = (count: Count) => toSeries({}, peaksOf(used, count, range));
  return {
    ...(wantsPeaks && {
      totalPeakGeneratedTokensPerMinute: total(generated),
      totalPeakUncachedPromptTokensPerMinute: total(uncachedPrompt),
      totalPeakCachedPromptTokensPerMinute: total(cachedPrompt),
      peakGeneratedTokensPerMinuteByBaseModel: peaks(generated),
      peakUncachedPromptTokensPerMinuteByBaseModel: peaks(uncachedPrompt),
      peakCachedPromptTokensPerMinuteByBaseModel: peaks(cachedPrompt),
    }),
    ...(wantsAverages && {
      averageTokensPerMinuteByBaseModel: each((minutes) => averagesOf(minutes, range)),
    }),
  };
};

const bucketOf = ({ minute }: UsedMinute, { start, intervalMs }: TimeRange): number =>
  start + Math.floor((minute - start) / intervalMs) * intervalMs;

/** The busiest minute of each interval in which there was one. */
function peaksOf(minutes: readonly UsedMinute[], count: Count, range: TimeRange) {
  const perMinute = new Map<number, number>();
  for (const used of minutes)
    perMinute.set(used.minute, (perMinute.get(used.minute) ?? 0) + count(used));
  const peaks = new Map<number, number>();
  for (const used of minutes) {
    const bucket = bucketOf(used, range);
    peaks.set(bucket, Math.max(peaks.get(bucket) ?? 0, perMinute.get(used.minute) ?? 0));
  }
  return peaks;
}

function averagesOf(minutes: readonly UsedMinute[], range: TimeRange): Map<number, number> {
  const sums = new Map<number, number>();
  for (const used of minutes) {
    const bucket = bucketOf(used, range);
    sums.set(bucket, (sums.get(bucket) ?? 0) + all(used));
  }
  const minutesEach = range.intervalMs / MINUTE;
  return new Map([...sums].map(([bucket, sum]) => [bucket, sum / minutesEach]));
}
