import type { ScopeOptions } from "./scope-options.js";
import type { SafetyOptions } from "../safety/options.js";
import type { JournalOptions } from "../journal/options.js";
import type { CassetteOptions } from "../cassettes/options.js";
import type { UpstreamOptions } from "../upstream/options.js";
import { checkScopeOptions, checkServerOptions } from "./option-names.js";

/**
 * Everything is optional: without options the server behaves like Fireworks with any key. Each folder
 * lists the options it reads.
 */
export interface FireworksLocalOptions
  extends ScopeOptions, UpstreamOptions, CassetteOptions, SafetyOptions, JournalOptions {
  /** Accepted keys. Default: any bearer key that is not empty. */
  apiKeys?: string[];
  /** Fireworks' documentation says 401; 403 was observed (contract 1.2). Default 401. */
  authFailureStatus?: 401 | 403;
  /** Serve the playground, a page to look through, at `/`. Default true. */
  playground?: boolean;
  /** Milliseconds since 1970, for the journal and the control plane. Default `Date.now`. */
  now?: () => number;
}

/** Used by a default where they are not given. */
type DefaultedOption =
  | "authFailureStatus"
  | "maxNonStreamTokens"
  | "lenient"
  | "seed"
  | "maxBodyBytes"
  | "maxOpenAnswers"
  | "maxAnswerMs"
  | "playground"
  | "now";

/** The options as the server uses them. */
export type Settings = Omit<FireworksLocalOptions, DefaultedOption> &
  Required<Pick<FireworksLocalOptions, DefaultedOption>> & {
    /** Models that the catalogue does not know are let through: an upstream or a recording decides. */
    anyModel: boolean;
  };

/** Throws a `TypeError` for an option that does not exist. */
export function toSettings(options: FireworksLocalOptions): Settings {
  checkServerOptions(options);
  return {
    ...options,
    authFailureStatus: options.authFailureStatus ?? 401,
    maxNonStreamTokens: options.maxNonStreamTokens ?? 4_096,
    lenient: options.lenient ?? false,
    seed: options.seed ?? 0,
    maxBodyBytes: options.maxBodyBytes ?? 32 * 1024 * 1024,
    maxOpenAnswers: options.maxOpenAnswers ?? 10_000,
    maxAnswerMs: options.maxAnswerMs ?? 15 * 60 * 1_000,
    playground: options.playground ?? true,
    now: options.now ?? Date.now,
    anyModel: options.upstream !== undefined || options.replay !== undefined,
  };
}

/**
 * The settings of a scope that has options of its own. Throws a `TypeError` for an option that does not
 * exist, or is the whole server's.
 */
export function withScopeOptions(settings: Settings, options: ScopeOptions): Settings {
  checkScopeOptions(options);
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(given) };
}
