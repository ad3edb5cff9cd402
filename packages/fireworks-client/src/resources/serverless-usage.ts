import type { RequestOptions } from "../client-options.js";
import type { ServerlessRateLimits, ServerlessTokenUsage } from "../wire/index.js";
import type { ControlPlane } from "./control-plane/control-plane.js";
import type { QueryValues } from "./control-plane/query.js";
import type { ResponsePromise } from "./response-promise.js";

/** A time, and how finely it is cut. */
export interface UsageQuery {
  /** Default: 30 days before `end`. */
  start?: Date | string;
  /** Default: now. */
  end?: Date | string;
  /** Seconds with an `s`. Default `14400s`, four hours. */
  interval?: string;
  /** An account's id. Default: the client's own, see `client.accounts.resolveId()`. */
  account?: string;
}

/** Which rate limits to ask for. */
export interface RateLimitQuery extends UsageQuery {
  /** Full name of one of Fireworks' own deployments. Default: all. */
  deployment?: string;
}

/** Which usage to ask for; at least one of the two. */
export interface TokenUsageQuery extends UsageQuery {
  /** Default true, unless averages are asked for. */
  includePeakTokensPerMinuteByBaseModel?: boolean;
  /** Default false. */
  includeAverageTokensPerMinuteByBaseModel?: boolean;
}

/** What an account may use of serverless inference, and has used (section 7.8 of the wire contract). */
export class ServerlessUsage {
  readonly #plane: ControlPlane;

  /** @internal */
  constructor(plane: ControlPlane) {
    this.#plane = plane;
  }

  /** The limits in tokens a second, as they are now and as they were. */
  rateLimits(
    { account, deployment, ...query }: RateLimitQuery = {},
    options: RequestOptions = {},
  ): ResponsePromise<ServerlessRateLimits> {
    const path = this.#plane.collectionPath("serverlessRateLimits", account, options);
    const asked = { deployment, ...timeOf(query) };
    return this.#plane.request({ method: "GET", path, query: asked }, options);
  }

  /** Tokens a minute, by base model. */
  tokenUsage(
    { account, ...query }: TokenUsageQuery = {},
    options: RequestOptions = {},
  ): ResponsePromise<ServerlessTokenUsage> {
    const path = this.#plane.collectionPath("serverlessTokenUsage", account, options);
    const average = query.includeAverageTokensPerMinuteByBaseModel;
    const peak = query.includePeakTokensPerMinuteByBaseModel ?? average !== true;
    const asked = {
      ...timeOf(query),
      includePeakTokensPerMinuteByBaseModel: peak,
      includeAverageTokensPerMinuteByBaseModel: average,
    };
    return this.#plane.request({ method: "GET", path, query: asked }, options);
  }
}

function timeOf({ start, end, interval }: UsageQuery): QueryValues {
  return { start: toText(start), end: toText(end), interval };
}

const toText = (time: Date | string | undefined): string | undefined =>
  time instanceof Date ? time.toISOString() : time;
