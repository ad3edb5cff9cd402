/** `GET /v1/accounts/{account}/quotas` (section 7.8 of the wire contract). */
export interface QuotaList {
  quotas?: Quota[];
  /** Empty or absent on the last page. */
  nextPageToken?: string;
  totalSize?: number;
}

/** How much of something an account may have. */
export interface Quota {
  /** `accounts/{account}/quotas/{quota}`. */
  name: string;
  /** What holds: a 64-bit integer as text. May have been set below `maxValue`. */
  value?: string;
  /** What was approved at most: a 64-bit integer as text. */
  maxValue?: string;
  usage?: number;
  /** RFC 3339. */
  updateTime?: string;
}

/** One line of a chart. */
export interface TimeSeries {
  /** What the line is of, e.g. `{"deployment": "…"}`. */
  labels?: Record<string, string>;
  /** Unix seconds as text, and a number as text. */
  values?: { timestamp?: string; value?: string }[];
}

/** What is limited of serverless inference. */
export type RateLimitMetric =
  | "TOKENS_PROMPT"
  | "TOKENS_CACHE_ADJUSTED_PROMPT"
  | "TOKENS_GENERATED"
  | (string & {});

/** `GET /v1/accounts/{account}/serverlessRateLimits`. */
export interface ServerlessRateLimits {
  /** What holds at the end of the time that was asked for. */
  rateLimits?: {
    /** Full name of Fireworks' own deployment of the model. */
    deployment: string;
    metric: RateLimitMetric;
    /** Tokens a second. */
    effectiveLimit: number;
  }[];
  /** How it changed: one line for each deployment and metric. */
  series?: TimeSeries[];
}

/** `GET /v1/accounts/{account}/serverlessTokenUsage`: tokens a minute. */
export interface ServerlessTokenUsage {
  totalPeakGeneratedTokensPerMinute?: TimeSeries;
  totalPeakUncachedPromptTokensPerMinute?: TimeSeries;
  totalPeakCachedPromptTokensPerMinute?: TimeSeries;
  peakGeneratedTokensPerMinuteByBaseModel?: TimeSeries[];
  peakUncachedPromptTokensPerMinuteByBaseModel?: TimeSeries[];
  peakCachedPromptTokensPerMinuteByBaseModel?: TimeSeries[];
  averageTokensPerMinuteByBaseModel?: TimeSeries[];
}
