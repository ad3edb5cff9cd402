/** When the abort comes: in the very step, which then goes on, or a moment later, with the step stuck. */
export type Timing = "within" | "stuck";

/** Where one run is to be stopped. */
export interface Stop {
  /** The name of the step; undefined for a run that nothing stops. */
  target: string | undefined;
  timing: Timing;
  stop: () => void;
}

/**
 * The places of one run where something is waited for, by name, in order. A run that nothing stops shows
 * which there are; then each of them is stopped at in a run of its own.
 */
export class Steps {
  readonly names: string[] = [];
  readonly #stop: Stop;
  #stopped = false;

  constructor(stop: Stop) {
    this.#stop = stop;
  }

  /** Whether the run was stopped. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Whether this run will be stopped at a step of such a name: a wait before it may then be a long one. */
  stopsAt(name: string): boolean {
    return this.#stop.target === name;
  }

  /** One step. The same name again gets a number. */
  async at(name: string): Promise<void> {
    const before = this.names.filter((seen) => seen.replace(/ #\d+$/, "") === name).length;
    const full = before === 0 ? name : `${name} #${before + 1}`;
    this.names.push(full);
    if (full !== this.#stop.target) return;
    if (this.#stop.timing === "within") return this.#now();
    setImmediate(() => setImmediate(() => this.#now()));
    await new Promise<never>(() => undefined);
  }

  /** The same for callbacks that nobody waits for: what they begin is waited for instead. */
  mark(name: string): void {
    void this.at(name);
  }

  #now(): void {
    this.#stopped = true;
    this.#stop.stop();
  }
}
