/**
 * When to look whether a budget that is used up is back, in milliseconds from its first call, as long as
 * nothing is known. Limits are made by people, for round times; sources name a second and a minute.
 */
const ROUND_TIMES = [100, 250, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000];
const MINUTE = 60_000;
/** Times the length that was right before and is too short now. */
const NEAR = [1.02, 1.1];
/** A length is known well enough when its bounds are this close. */
const CLOSE = 0.05;
/** How much of a budget is taken to be back at its time: after 0, 1, 2… times when it was. 0: one call looks. */
const PART_BY_TRUST = [0, 0.25, 0.5, 1];

/**
 * Learns how long it takes until a budget that comes back at once is back. All it is told are calls: whether
 * the one sent at that time found the budget back, or not yet.
 */
export class WindowClock {
  /** The first call of this window. */
  #start: number | undefined;
  /** The longest time after which the budget was not back. */
  #shortest = 0;
  /** The shortest time after which it was. */
  #longest: number | undefined;
  /** The length before, which has been found too short. */
  #former: number | undefined;
  #trust = 0;
  /** When the call that began this window was answered: it began no later. */
  #startedBy: number | undefined;
  /** How long the first call of all took to be answered. */
  #lateness: number | undefined;
  /** The shortest time in which a call succeeded. */
  #quickest = Number.POSITIVE_INFINITY;
  /** This window was begun on an assumption; what was before it. */
  #before: number | undefined;
  /** The bounds are brought together by one early look a window. */
  #lookedEarly = false;

  /** The length of a window, if it is known. */
  get lengthMs(): number | undefined {
    return this.#longest;
  }

  sent(at: number): void {
    this.#start ??= at;
  }

  /** The call sent at that time was answered: a window that it began may have begun as late as this. */
  answered(at: number, now: number): void {
    if (at !== this.#start) return;
    this.#startedBy ??= now;
    this.#lateness ??= now - at;
  }

  /** The call sent at that time succeeded: how soon says what one look costs. */
  succeeded(at: number, now: number): void {
    this.#quickest = Math.min(this.#quickest, now - at);
  }

  /** The call sent at that time found the budget as it was. */
  still(at: number): void {
    if (this.#start === undefined) return;
    const elapsed = at - (this.#startedBy ?? this.#start);
    this.#shortest = Math.max(this.#shortest, elapsed);
    if (this.#longest === undefined || this.#shortest < this.#longest) return;
    this.#former = this.#longest;
    this.#longest = undefined;
    this.#trust = 0;
  }

  /** The call sent at that time found the budget back. */
  back(at: number, expected: boolean): void {
    const started = this.#before ?? this.#start;
    if (this.#before === undefined) this.#begin(at);
    this.#before = undefined;
    this.#lookedEarly = false;
    const elapsed = started === undefined ? 0 : (this.#start ?? at) - started;
    if (elapsed <= 0) return;
    const known = this.#longest;
    const asKnown = known !== undefined && elapsed >= known && elapsed < known * (1 + CLOSE);
    this.#trust = asKnown && expected ? Math.min(this.#trust + 1, PART_BY_TRUST.length - 1) : 0;
    this.#longest = Math.min(known ?? elapsed, elapsed);
    if (this.#shortest >= this.#longest) this.#shortest = this.#longest / 2;
  }

  /** The budget was taken to be back, and is not. */
  denied(at: number): void {
    if (this.#before !== undefined) this.#begin(this.#before);
    this.#before = undefined;
    this.#trust = 0;
    this.still(at);
  }

  /**
   * When the budget may be back. Not before `now`.
   *
   * @param emptySince - When it was used up, if nothing was heard since.
   */
  nextLook(now: number, emptySince: number): number {
    if (this.#start === undefined) return now;
    const after = Math.max(this.#shortest, emptySince - this.#start);
    return Math.max(now, this.#start + this.#nextLength(after));
  }

  /**
   * The time has come. How much of the budget may be taken to be there: 0 sends one call to look, more
   * begins a new window. Where answers take no time beside the window, one call always looks: it costs
   * nothing, and a crowd that comes too early is refused.
   */
  look(now: number): number {
    const early = this.#longest !== undefined && now - (this.#start ?? now) < this.#longest;
    this.#lookedEarly ||= early;
    const isQuick = this.#quickest < CLOSE * (this.#longest ?? 0);
    const part = early || isQuick ? 0 : (PART_BY_TRUST[this.#trust] ?? 0);
    if (part > 0) {
      this.#before = this.#start;
      this.#begin(now);
    }
    return part;
  }

  #begin(at: number): void {
    this.#start = at;
    this.#startedBy = undefined;
  }

  #nextLength(after: number): number {
    const longest = this.#longest;
    if (longest !== undefined) {
      const close = longest - after <= CLOSE * longest;
      return close || this.#lookedEarly ? longest + slack(longest) : (after + longest) / 2;
    }
    const near = NEAR.map((times) => times * (this.#former ?? 0)).find((length) => length > after);
    if (near !== undefined) return near;
    return roundTimes(this.#lateness ?? 0).find((time) => time > after) ?? after + MINUTE;
  }
}

/** From the first call's sending on, and from its answer on where that makes a difference. */
const roundTimes = (lateness: number): number[] =>
  ROUND_TIMES.flatMap((time) => {
    const length = time + slack(time);
    return lateness > CLOSE * time && lateness < time ? [length, length + lateness] : [length];
  });

/** The way to the server is not always equally long. */
const slack = (length: number): number => Math.min(Math.max(3, length / 200), 250);
