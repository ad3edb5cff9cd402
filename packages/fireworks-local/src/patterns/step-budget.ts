/** How much may be spent on patterns for one request, so that many patterns cost no more than one. */
export class StepBudget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  /** Throws when nothing is left. */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0)
      throw new Error("the patterns of scripts or faults take too long for a text of this size");
  }
}
