import type { Script } from "./script.js";

/** Answers that are prepared. */
export interface ScriptOptions {
  /** Tried in order, before the built-in ones. `loadScripts` reads them from files. */
  scripts?: Script[];
  /**
   * What chat and completions without a script get. `answer`: what the stand-in makes of the request.
   * `refuse`: a 400 that names the scripts that came near and what they miss. Default `answer`.
   */
  unscripted?: "answer" | "refuse";
}
