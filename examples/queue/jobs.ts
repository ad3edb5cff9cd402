/** What the producer and the workers agree on. */
export const QUEUE = "fireworks-example-questions";
export const MODEL = "accounts/fireworks/models/gpt-oss-120b";

export interface Question {
  text: string;
}

export interface Answer {
  text: string;
  totalTokens: number;
  /** The process that answered. */
  pid: number;
}

/**
 * How soon BullMQ notices that a worker is gone: its lock on a job runs out, and another worker puts the job
 * back. Short, so that the example does not take long; BullMQ's own 30 seconds suit calls of minutes.
 */
export const RECOVERY = { lockDuration: 1_500, stalledInterval: 500, maxStalledCount: 10 };
