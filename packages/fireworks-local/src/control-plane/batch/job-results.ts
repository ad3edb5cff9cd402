import type { Usage } from "fireworks-client/wire";
import { leaveInputOrder } from "./row-order.js";

/** What became of one row. */
export type RowOutcome =
  | { kind: "answered"; response: Record<string, unknown> }
  | { kind: "failed"; error: Record<string, unknown> }
  | { kind: "lost" };

interface AnsweredRow {
  position: number;
  line: string;
}

/** What has come of the rows so far: the lines of both files, and the counts. */
export class JobResults {
  failed = 0;
  lost = 0;
  inputTokens = 0;
  outputTokens = 0;
  cachedTokens = 0;
  readonly #answeredIds: string[] = [];
  #answers: AnsweredRow[] = [];
  #errors: string[] = [];

  get answered(): number {
    return this.#answeredIds.length;
  }

  /** Rows that are through, whatever became of them. */
  get done(): number {
    return this.answered + this.failed + this.lost;
  }

  /** `position` is the row's place in the input. */
  add(customId: string, outcome: RowOutcome, position: number): void {
    if (outcome.kind === "lost") {
      this.lost += 1;
    } else if (outcome.kind === "failed") {
      this.failed += 1;
      this.#errors.push(JSON.stringify({ custom_id: customId, error: outcome.error }));
    } else {
      this.#count(outcome.response["usage"] as Usage | undefined);
      const line = JSON.stringify({ custom_id: customId, response: outcome.response });
      this.#answers.push({ position, line });
      this.#answeredIds.push(customId);
    }
  }

  answeredIds(): readonly string[] {
    return this.#answeredIds;
  }

  /**
   * The lines of both files; the answers never in the order of the input when there are more than two.
   * They are not kept here any longer.
   */
  takeLines(): { answers: string[]; errors: string[] } {
    const answers = leaveInputOrder(this.#answers, ({ position }) => position);
    const errors = this.#errors;
    this.#answers = [];
    this.#errors = [];
    return { answers: answers.map(({ line }) => line), errors };
  }

  #count(usage: Usage | undefined): void {
    this.inputTokens += usage?.prompt_tokens ?? 0;
    this.outputTokens += usage?.completion_tokens ?? 0;
    this.cachedTokens += usage?.prompt_tokens_details?.cached_tokens ?? 0;
  }
}
