import type { SeededRandom } from "../../random/seeded-random.js";
import type { InputRow } from "./input-row.js";
import { JobResults, type RowOutcome } from "./job-results.js";
import { nextTurn } from "./next-turn.js";
import { type IndexOrder, RowIndex } from "./row-index.js";
import { shuffledOrder } from "./row-order.js";

/** What a job works on, and with. */
export interface WorkOrder extends IndexOrder {
  random: SeededRandom;
  /** Never rejects. */
  answer(row: InputRow): Promise<RowOutcome>;
}

/** Rows looked at, or answered, before other requests have their turn. */
const READ_AT_ONCE = 64;
const ANSWERED_AT_ONCE = 8;

/** The work behind a job: reads its rows, then answers them in an order of its own. */
export class JobWork {
  readonly results: JobResults = new JobResults();
  readonly index: RowIndex;
  readonly #order: WorkOrder;
  #sequence: readonly number[] = [];
  #until = 0;
  #running: Promise<void> | undefined;

  constructor(order: WorkOrder) {
    this.#order = order;
    this.index = new RowIndex(order);
  }

  /**
   * Works until `due()` rows are done, or until the real time `until` has come. Called while it works,
   * it only moves that time.
   */
  advance(due: () => number, until: number): Promise<void> {
    this.#until = until;
    this.#running ??= this.#run(due).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #run(due: () => number): Promise<void> {
    while (!this.index.complete || this.results.done < due()) {
      if (this.index.complete) await this.#answerSome(due());
      else this.#readSome();
      if (performance.now() > this.#until) return;
      await nextTurn();
    }
  }

  #readSome(): void {
    this.index.read(READ_AT_ONCE);
    if (this.index.complete) this.#sequence = shuffledOrder(this.index.size, this.#order.random);
  }

  async #answerSome(due: number): Promise<void> {
    const { done } = this.results;
    const positions = this.#sequence.slice(done, Math.min(done + ANSWERED_AT_ONCE, due));
    const rows = positions.map((position) => ({ position, row: this.index.rowAt(position) }));
    const outcomes = await Promise.all(rows.map(({ row }) => this.#order.answer(row)));
    rows.forEach(({ position, row: { customId } }, at) =>
      this.results.add(customId, outcomes[at] ?? { kind: "lost" }, position),
    );
  }
}
