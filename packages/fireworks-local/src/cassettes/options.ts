/** Recording what an upstream answered, and serving it again without one. */
export interface CassetteOptions {
  /** Writes what `upstream` answers into a folder, one file an exchange. Needs `upstream`. */
  record?: string | RecordOptions;
  /** Serves a folder of recordings. Nothing else is answered, and nothing is fetched. */
  replay?: string | ReplayOptions;
}

/** How exchanges are written. */
export interface RecordOptions {
  /** The folder; made when it is not there. */
  dir: string;
  /**
   * What must not reach the disk, in requests and answers: paths such as `messages.*.content` or
   * `user`, and patterns (`/regex/flags` as text is one too). Keys and tokens are always left out.
   */
  redact?: (string | RegExp)[];
  /** Also writes the milliseconds at which the pieces of a stream came. Default false. */
  timing?: boolean;
  /** Also records refusals, e.g. a 429. Default false. */
  errors?: boolean;
  /**
   * The same request again in one run: `number` writes another file when the answer differs from the
   * one before, and a replay serves them in that order; `replace` keeps the last. Default `number`.
   */
  repeats?: "number" | "replace";
  /** Serves what the folder has, and asks the upstream only for what is missing. Default false. */
  missingOnly?: boolean;
  /** As for a replay: which recordings of before are the same request. */
  ignore?: (string | RegExp)[];
}

/** How recordings are found and served. */
export interface ReplayOptions {
  /** The folder; those in it are read too. */
  dir: string;
  /** `recorded` waits as long as the upstream took, where that was recorded. Default `none`. */
  timing?: "recorded" | "none";
  /**
   * What may differ between a request and its recording, beside times, ids and the fields that do not
   * change an answer: paths that are left out, and patterns whose matches count as equal.
   */
  ignore?: (string | RegExp)[];
  /** Called with the explanation when no recording fits. Default: only the client is told. */
  onMiss?: (explanation: string) => void;
}
