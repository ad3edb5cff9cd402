/** How much of the newest sample counts, once there are enough. */
const LEAST_WEIGHT = 0.03;

/** The mean of samples and how they scatter; what is long ago fades. */
export class Average {
  #mean: number | undefined;
  #variance = 0;
  #samples = 0;

  /** Undefined without a sample. */
  get mean(): number | undefined {
    return this.#mean;
  }

  /** Of how many samples it is the mean. */
  get samples(): number {
    return this.#samples;
  }

  get deviation(): number {
    return Math.sqrt(this.#variance);
  }

  /** @param count - Of how many the value is the mean. */
  add(value: number, count = 1): void {
    this.#samples += count;
    const weight = Math.min(Math.max(LEAST_WEIGHT, 1 / this.#samples) * count, 1);
    const off = value - (this.#mean ?? value);
    this.#mean = (this.#mean ?? value) + off * weight;
    this.#variance += (off * off * count - this.#variance) * Math.min(weight, 0.5);
  }
}
