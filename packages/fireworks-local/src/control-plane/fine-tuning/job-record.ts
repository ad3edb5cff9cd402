import type { Money, SupervisedFineTuningJobFields } from "fireworks-client/wire";

/**
 * A fine-tuning job as it is kept. Times are milliseconds since 1970; where it is at a moment follows from
 * them in `job-course.ts`.
 */
export interface FineTuningJobRecord {
  readonly name: string;
  readonly fields: SupervisedFineTuningJobFields & { outputModel: string };
  readonly epochs: number;
  readonly createdAt: number;
  /** When it was created, or resumed. */
  readonly startedAt: number;
  readonly updatedAt: number;
  /** Of the training that was done before it was resumed. */
  readonly trainedMs: number;
  readonly cancelledAt?: number | undefined;
  /** What is wrong with the dataset: the job fails. */
  readonly problem: string | undefined;
  readonly estimatedCost: Money;
  /** Its model was made. */
  readonly isTrained?: boolean;
}
