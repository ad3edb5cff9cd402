/** Values of a question, given out one by one to the calls of an answer. */
export class ValuePool<Value> {
  readonly #entries: { value: Value; usedBy?: number }[];
  #call = 0;

  constructor(values: Value[]) {
    this.#entries = values.map((value) => ({ value }));
  }

  /** From here on, values that earlier calls took may be taken again once the others run out. */
  startCall(): void {
    this.#call += 1;
  }

  has(accepts: (value: Value) => boolean): boolean {
    return this.#entries.some(({ value }) => accepts(value));
  }

  /** The first accepted value, one that a preference names rather than any other. */
  take(
    accepts: (value: Value) => boolean,
    ...preferences: ((value: Value) => boolean)[]
  ): Value | undefined {
    const open = this.#entries.filter(
      ({ value, usedBy }) => usedBy !== this.#call && accepts(value),
    );
    const unused = open.filter(({ usedBy }) => usedBy === undefined);
    const preferred = preferences.map((prefers) => unused.find(({ value }) => prefers(value)));
    const entry = preferred.find((one) => one !== undefined) ?? unused[0] ?? open[0];
    if (entry !== undefined) entry.usedBy = this.#call;
    return entry?.value;
  }
}
