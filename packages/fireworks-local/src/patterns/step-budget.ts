/** How much may be spent on one request, so that many patterns cost no more than one. */
export class StepBudget {
  readonly #toError: () => Error;
  #left: number;

  /** Ends with `toError`, after the same number of steps on every machine. */
  constructor(steps: number, toError: () => Error = tooSlow) {
    this.#left = steps;
    this.#toError = toError;
  }

  /** Throws when nothing is left. */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw this.#toError();
  }
}

const tooSlow = (): Error =>
  new Error("the patterns of scripts or faults take too long for a text of this size");
