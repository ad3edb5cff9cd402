import type { Progress } from "./progress.js";

/** What a command talks to. */
export interface Terminal {
  /** For what was asked for: answers, status, help. */
  output: NodeJS.WritableStream & { isTTY?: boolean };
  progress: Progress;
  /** Ends when the user interrupts. */
  signal: AbortSignal;
}
