import { Line } from "./line.js";
import type { Place } from "./line.js";

interface Lane<T> {
  key: unknown;
  /** Those that were let through before and refused. */
  again: Line<T>;
  fresh: Line<T>;
  turn: Place<Lane<T>>;
}

/** Leaves the queue. */
export type Leave = () => void;

/**
 * Those who wait: in order within a lane, and lanes take turns, so that 5,000 calls of one batch do not
 * keep a single call waiting. A lane exists while somebody is in it.
 */
export class Lanes<T> {
  readonly #lanes = new Map<unknown, Lane<T>>();
  /** Whose turn comes first; a lane that had its turn goes to the end. */
  readonly #turns = new Line<Lane<T>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @param again - Goes before those of its lane that come for the first time. */
  push(value: T, key: unknown, again: boolean): Leave {
    const lane = this.#lanes.get(key) ?? this.#open(key);
    const line = again ? lane.again : lane.fresh;
    const place = line.push(value);
    this.#size += 1;
    return () => {
      line.remove(place);
      this.#left(lane);
    };
  }

  /** The next one, by turns. */
  shift(): T | undefined {
    const lane = this.#turns.shift();
    if (lane === undefined) return undefined;
    lane.turn = this.#turns.push(lane);
    const value = lane.again.shift() ?? lane.fresh.shift();
    this.#left(lane);
    return value;
  }

  #open(key: unknown): Lane<T> {
    const lane = { key, again: new Line<T>(), fresh: new Line<T>() } as Lane<T>;
    lane.turn = this.#turns.push(lane);
    this.#lanes.set(key, lane);
    return lane;
  }

  #left(lane: Lane<T>): void {
    this.#size -= 1;
    if (!lane.again.isEmpty || !lane.fresh.isEmpty) return;
    this.#turns.remove(lane.turn);
    this.#lanes.delete(lane.key);
  }
}
