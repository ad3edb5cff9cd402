import type { ChatMessage } from "fireworks-client/wire";
import { type CallMatch, checkMatch, type Difference, differenceFrom } from "./call-match.js";
import { JournalAssertionError } from "./journal-error.js";
import { checkLookOptions } from "./look-options.js";
import type { RecordedRequest } from "./recorded-request.js";
import { requestLine } from "./request-line.js";
import type { RequestStore } from "./request-store.js";
import { messagesOf, toolNamesOf } from "./request-view.js";
import { showValue } from "./show-value.js";

/** What to look for: a {@link CallMatch}, or its path alone. */
export type Looked = CallMatch | string | RegExp;

/** A request that the server refused by itself, without a fault of the plan. */
export interface RefusedRequest {
  request: RecordedRequest;
  status: number;
  /** The words of the refusal. */
  message: string;
}

const MOST_LINES = 20;

/** What came and went in one scope, and assertions over it that say what was there instead. */
export class Journal {
  readonly #store: RequestStore;

  constructor(store: RequestStore) {
    this.#store = store;
  }

  /** Everything that arrived, oldest first: the same array as `server.requests`. */
  get requests(): RecordedRequest[] {
    return this.#store.requests;
  }

  /** How many requests the journal's limits made it forget. */
  get forgotten(): number {
    return this.#store.forgotten;
  }

  /** The requests that are as asked for, oldest first. Default: all. */
  calls(looked: Looked = {}): RecordedRequest[] {
    const match = toMatch(looked);
    return this.requests.filter((request) => differenceFrom(match, request) === undefined);
  }

  /** The latest request that is as asked for. Throws {@link JournalAssertionError} when there is none. */
  last(looked: Looked = {}): RecordedRequest {
    const last = this.calls(looked).at(-1);
    return last ?? this.#missing(toMatch(looked));
  }

  /** The messages of the latest chat request. Throws {@link JournalAssertionError} when there is none. */
  messages(looked: Looked = "/chat/completions"): ChatMessage[] {
    return messagesOf(this.last(looked));
  }

  /** The names of the tools the latest chat request offers. Throws like `messages`. */
  toolsOffered(looked: Looked = "/chat/completions"): string[] {
    return toolNamesOf(this.last(looked));
  }

  /**
   * Throws {@link JournalAssertionError} unless a request was as asked for, or exactly as many as
   * `times` says. Returns them.
   */
  assertSent(looked: Looked, options: { times?: number } = {}): RecordedRequest[] {
    const { times } = checkLookOptions(options, ["times"]);
    const match = toMatch(looked);
    const calls = this.calls(match);
    if (calls.length === 0 && times !== 0) this.#missing(match);
    if (times !== undefined && calls.length !== times)
      throw new JournalAssertionError(
        `Expected ${plural(times)} like ${showValue(match)}, but there were ${calls.length}.${this.#log()}`,
        { expected: times, actual: calls.length },
      );
    return calls;
  }

  /** Throws {@link JournalAssertionError} when a request was as told. */
  assertNotSent(looked: Looked): void {
    this.assertSent(looked, { times: 0 });
  }

  /** What was answered with a status from 400 or an error, and was no fault of the plan. */
  refusals(looked: Looked = {}): RefusedRequest[] {
    return this.calls(looked).flatMap((request) => {
      const { status, answer, isFaulty } = request;
      const message = isFaulty ? undefined : (answer.error ?? (status < 400 ? undefined : ""));
      return message === undefined ? [] : [{ request, status, message }];
    });
  }

  /** Throws {@link JournalAssertionError} with the texts of all refusals, if there were any. */
  assertNoRefusals(looked: Looked = {}): void {
    const refusals = this.refusals(looked);
    if (refusals.length === 0) return;
    const lines = refusals.map(
      ({ request }) => `\n  ${requestLine(request, this.requests.indexOf(request) + 1)}`,
    );
    throw new JournalAssertionError(
      `fireworks-local refused ${refusals.length} of ${plural(this.requests.length)}:${lines.join("")}`,
      { expected: [], actual: refusals.map(({ status, message }) => ({ status, message })) },
    );
  }

  /**
   * Resolves with the requests asked for, once there are `times` of them (default 1). A number stands
   * for that many of any kind. A request counts from the moment it arrived; what is asked of its body
   * or its answer holds as soon as that is known. Rejects with {@link JournalAssertionError} after
   * `timeoutMs` (default 5,000).
   */
  waitFor(
    looked: Looked | number = 1,
    options: { times?: number; timeoutMs?: number } = {},
  ): Promise<RecordedRequest[]> {
    const { times = 1, timeoutMs = 5_000 } = checkLookOptions(options, ["times", "timeoutMs"]);
    const wanted = typeof looked === "number" ? looked : times;
    const match = typeof looked === "number" ? {} : toMatch(looked);
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const calls = this.calls(match);
        if (calls.length < wanted) return;
        stop();
        resolve(calls);
      };
      const timer = setTimeout(() => {
        stop();
        reject(this.#timedOut(match, wanted, timeoutMs));
      }, timeoutMs);
      const unwatch = this.#store.watch(look);
      const stop = (): void => {
        clearTimeout(timer);
        unwatch();
      };
      look();
    });
  }

  /** Forgets what came so far. */
  clear(): void {
    this.#store.clear();
  }

  /** One line a request, for people. */
  toString(): string {
    const lines = this.requests.map((request, index) => requestLine(request, index + 1));
    return lines.join("\n");
  }

  toJSON(): { requests: RecordedRequest[]; forgotten: number } {
    return { requests: this.requests, forgotten: this.forgotten };
  }

  #missing(match: CallMatch): never {
    const nearest = this.#nearest(match);
    const difference =
      nearest === undefined
        ? ""
        : `\nThe nearest differs in ${Object.keys(nearest.actual).join(", ")}: ` +
          `expected ${showValue(nearest.expected)}, was ${showValue(nearest.actual)}.`;
    throw new JournalAssertionError(
      `No request was like ${showValue(match)}.${difference}${this.#log()}`,
      nearest ?? { expected: match, actual: undefined },
    );
  }

  /** The one that differs in the fewest respects, the latest of several. */
  #nearest(match: CallMatch): Difference | undefined {
    const differences = this.requests.flatMap((request) => differenceFrom(match, request) ?? []);
    const size = ({ actual }: Difference): number => Object.keys(actual).length;
    return differences.toReversed().toSorted((one, other) => size(one) - size(other))[0];
  }

  #timedOut(match: CallMatch, wanted: number, timeoutMs: number): JournalAssertionError {
    const actual = this.calls(match).length;
    const kind = Object.keys(match).length === 0 ? "" : ` like ${showValue(match)}`;
    return new JournalAssertionError(
      `Waited ${timeoutMs} ms for ${plural(wanted)}${kind}, but there were ${actual}.${this.#log()}`,
      { expected: wanted, actual },
    );
  }

  #log(): string {
    const lines = this.toString().split("\n");
    if (this.requests.length === 0) return "\nNothing arrived.";
    const left = lines.length - MOST_LINES;
    const more = left > 0 ? `\n  … and ${left} before` : "";
    return `\nWhat arrived:${more}\n  ${lines.slice(-MOST_LINES).join("\n  ")}`;
  }
}

function toMatch(looked: Looked): CallMatch {
  const isPath = typeof looked === "string" || looked instanceof RegExp;
  return isPath ? { path: looked } : checkMatch(looked);
}

function plural(count: number): string {
  return count === 1 ? "1 request" : `${count} requests`;
}
