/** What a runtime's copy of `programs/smoke.mjs` answers. */
export interface SmokeRun {
  rows: CheckRow[];
  /** Rejections that nobody handled. */
  stray: string[];
}

export interface CheckRow {
  name: string;
  ok: boolean;
  /** What the check has shown, or why it has not. */
  shown: string;
  ms: number;
}

/** Where the packages talk to. */
export interface SmokeSettings {
  baseURL: string;
  apiKey: string;
  /** A base URL where nobody listens. */
  nobody: string;
}

/** The last thing a program prints. Throws with everything it printed when there is no such line. */
export function readResult(output: string): SmokeRun {
  const line = output.split("\n").findLast((text) => text.startsWith("RESULT "));
  if (line === undefined) throw new Error(`No result:\n${output}`);
  return JSON.parse(line.slice("RESULT ".length)) as SmokeRun;
}
