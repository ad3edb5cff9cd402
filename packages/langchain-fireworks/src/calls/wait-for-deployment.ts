import {
  FireworksDeploymentNotReadyError,
  FireworksDeploymentScalingUpError,
  sleep,
} from "fireworks-client";
import { inputError } from "../errors/input-error.js";

/** How long to wait for a deployment that is starting, and who is told. */
export interface WaitForDeployment {
  /** Milliseconds in all, from the first answer that says it is starting. Default 1,800,000 (30 minutes). */
  maxWaitMs?: number;
  /** Told before every pause. What it throws is ignored. */
  onWait?: (progress: DeploymentWait) => void;
}

/** One pause while a deployment starts. */
export interface DeploymentWait {
  /** The model that was asked. */
  model: string;
  /** Pauses so far, from 1. */
  polls: number;
  /** Milliseconds since the first answer that said it is starting. */
  elapsedMs: number;
  /** Milliseconds until the next try. */
  nextPollInMs: number;
}

/** A wait that was asked for, with what it is about. */
export interface DeploymentWaiting {
  maxWaitMs: number;
  onWait: WaitForDeployment["onWait"];
  model: string;
  signal: AbortSignal | undefined;
}

/** Fireworks' advice for a deployment that is scaling up (contract 5.2, E5). */
const FIRST_PAUSE_MS = 5_000;
const PAUSE_GROWTH = 1.5;
const LONGEST_PAUSE_MS = 60_000;
const DEFAULT_MAX_WAIT_MS = 30 * 60_000;

/** @throws {@link FireworksConfigurationError} when `maxWaitMs` is no time */
export function readWaitForDeployment(
  setting: WaitForDeployment | boolean | null | undefined,
): Pick<DeploymentWaiting, "maxWaitMs" | "onWait"> | undefined {
  if (setting == null || setting === false) return undefined;
  const given: unknown = setting === true ? {} : setting;
  if (typeof given !== "object") throw refused("`waitForDeployment` is not `true` or an object.");
  const { maxWaitMs = DEFAULT_MAX_WAIT_MS, onWait } = given as WaitForDeployment;
  if (typeof maxWaitMs === "number" && maxWaitMs >= 0) return { maxWaitMs, onWait };
  throw refused("`waitForDeployment.maxWaitMs` is not a number of milliseconds, 0 or more.");
}

const refused = (message: string): Error =>
  inputError(message, {
    field: "waitForDeployment",
    code: "invalid_option",
    hint: "Pass e.g. { maxWaitMs: 600_000 } for ten minutes.",
  });

/**
 * Asks again while the answer is that the deployment is starting. Any other answer ends the wait, an
 * abort at once.
 *
 * @throws FireworksDeploymentNotReadyError when the time is over
 */
export async function untilDeployed<T>(
  waiting: DeploymentWaiting | undefined,
  ask: () => Promise<T>,
): Promise<T> {
  if (waiting === undefined) return ask();
  let startedAt: number | undefined;
  for (let polls = 0; ; polls += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!FireworksDeploymentScalingUpError.isInstance(error)) throw error;
      startedAt ??= performance.now();
      const elapsedMs = Math.round(performance.now() - startedAt);
      const leftMs = waiting.maxWaitMs - elapsedMs;
      if (leftMs <= 0) {
        throw new FireworksDeploymentNotReadyError({ last: error, waitedMs: elapsedMs, polls });
      }
      // The last pause ends with the time, so that the limit is the limit and has one last try.
      const nextPollInMs = Math.min(error.retryAfterMs ?? pauseMs(polls), leftMs);
      tell(waiting.onWait, { model: waiting.model, polls: polls + 1, elapsedMs, nextPollInMs });
      await sleep(nextPollInMs, waiting.signal);
    }
  }
}

/** 5 s × 1.5ⁿ, at most 60 s. */
export function pauseMs(polls: number): number {
  return Math.min(LONGEST_PAUSE_MS, Math.round(FIRST_PAUSE_MS * PAUSE_GROWTH ** polls));
}

/** A watcher's mistake, thrown or rejected, must not end the wait it watches. */
function tell(
  onWait: ((progress: DeploymentWait) => unknown) | undefined,
  progress: DeploymentWait,
): void {
  void (async () => {
    await onWait?.(progress);
  })().catch(() => undefined);
}
