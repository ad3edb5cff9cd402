import { promisify } from "node:util";
import { cellScopes } from "./cell-scope.js";

type SetTimer = typeof globalThis.setTimeout;
type ClearTimer = typeof globalThis.clearTimeout;

/** Undici keeps one timer for all its time-outs; whoever comes first seems to have set it. */
const NOT_OURS = /[\\/]undici[\\/]|node:internal[\\/]deps[\\/]undici/;

/** Whose list a timer stands in: it may be cleared where another cell, or none, runs. */
const lists = new WeakMap<object, Map<unknown, string>>();

/**
 * From now on every timer is known by the cell that set it, until it has run or was cleared. Gives the
 * function that puts everything back.
 */
export function watchTimers(): () => void {
  const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis;
  Object.assign(globalThis, {
    setTimeout: watched(setTimeout, true),
    setInterval: watched(setInterval as unknown as SetTimer, false),
    clearTimeout: forgetting(clearTimeout),
    clearInterval: forgetting(clearInterval),
  });
  return () => Object.assign(globalThis, { setTimeout, setInterval, clearTimeout, clearInterval });
}

function watched(set: SetTimer, once: boolean): SetTimer {
  const watchedTimer = (run: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => {
    const timers = cellScopes.getStore()?.timers;
    const place = timers && placeOfCaller(watchedTimer);
    if (timers === undefined || place === undefined || NOT_OURS.test(place)) {
      return set(run, ms, ...given);
    }
    const timer = set(() => {
      if (once) timers.delete(timer);
      run(...given);
    }, ms);
    timers.set(timer, place);
    lists.set(timer, timers);
    return timer;
  };
  const waiting = Object.getOwnPropertyDescriptor(set, promisify.custom);
  if (waiting !== undefined) Object.defineProperty(watchedTimer, promisify.custom, waiting);
  return watchedTimer as unknown as SetTimer;
}

const forgetting =
  (clear: ClearTimer): ClearTimer =>
  (timer) => {
    if (typeof timer === "object") lists.get(timer)?.delete(timer);
    clear(timer);
  };

function placeOfCaller(caller: Function): string {
  const place: { stack?: string } = {};
  Error.captureStackTrace(place, caller);
  return place.stack ?? "";
}
