import type { Log } from "../log.js";

/**
 * One function that logs what happens and calls all observers. One that throws, or whose promise
 * rejects, must not break the request it watches, nor the process.
 */
export function observer<T extends object>(
  log: Log | undefined,
  describe: (info: T) => string,
  observers: readonly (((info: T) => unknown) | undefined)[],
): (info: T) => void {
  return (info) => {
    log?.("info", describe(info));
    log?.("debug", "details", info);
    for (const observe of observers) {
      if (observe === undefined) continue;
      void call(observe, info).catch((error: unknown) => {
        log?.("info", "an observer failed", error);
      });
    }
  };
}

/** Runs at once; what it throws becomes a rejection. */
async function call<T>(observe: (info: T) => unknown, info: T): Promise<void> {
  await observe(info);
}
