import { hashText } from "../random/seeded-random.js";
import type { Cassette } from "./cassette.js";
import type { Normaliser } from "./normalise.js";
import { REDACTED } from "../safety/secrets.js";
import { fitsRedacted } from "./redacted-match.js";

/** A recording, with what finding it takes. */
export interface Tape {
  /** The file, without its ending. */
  name: string;
  cassette: Cassette;
  path: string;
  loose: unknown;
  /** Equal for equal requests. */
  key: string;
  exact: string;
  isRedacted: boolean;
}

/** A request, in every form in which it is compared. */
export interface Wanted {
  path: string;
  scope: string;
  loose: unknown;
  key: string;
  exact: string;
  fingerprint: string;
}

export function toTape(name: string, cassette: Cassette, normaliser: Normaliser): Tape {
  const { path, body } = cassette.request;
  const loose = normaliser.loose(body);
  const key = JSON.stringify(loose);
  const exact = JSON.stringify(normaliser.exact(body));
  return { name, cassette, path, loose, key, exact, isRedacted: key.includes(REDACTED) };
}

export function toWanted(
  { path, body, scope }: { path: string; body: unknown; scope: string },
  normaliser: Normaliser,
): Wanted {
  const loose = normaliser.loose(body);
  return {
    path,
    scope,
    loose,
    key: JSON.stringify(loose),
    exact: JSON.stringify(normaliser.exact(body)),
    fingerprint: fingerprintOf(body, normaliser),
  };
}

const FINGERPRINT_BITS = 0xffff;

/** 16 bits: tells some recordings apart, and fits every 65,536th guess at what was redacted. */
export function fingerprintOf(body: unknown, normaliser: Normaliser): string {
  const hash = hashText(JSON.stringify(normaliser.numbered(body))) & FINGERPRINT_BITS;
  return hash.toString(16).padStart(4, "0");
}

/**
 * The recordings of a request, in the order in which they are served: those of its own scope before
 * others, and of those the ones that are like it in more than had to be.
 */
export function matching(tapes: readonly Tape[], wanted: Wanted, normaliser: Normaliser): Tape[] {
  const fitting = tapes.filter(
    (tape) =>
      tape.path === wanted.path &&
      (tape.isRedacted ? fitsRedacted(tape.loose, wanted.loose) : tape.key === wanted.key),
  );
  const owned = best(fitting, ({ cassette }) => closeness(cassette.scope ?? "", wanted.scope));
  if (owned.length < 2) return owned;
  return best(owned, (tape) => {
    if (tape.exact === wanted.exact) return 2;
    const fingerprint =
      tape.cassette.fingerprint ?? fingerprintOf(tape.cassette.request.body, normaliser);
    return fingerprint === wanted.fingerprint ? 1 : 0;
  });
}

function closeness(recorded: string, wanted: string): number {
  if (recorded === wanted) return 2;
  return recorded === "" ? 1 : 0;
}

function best(tapes: Tape[], rank: (tape: Tape) => number): Tape[] {
  const ranked = tapes.map((tape) => ({ tape, rank: rank(tape) }));
  const highest = Math.max(...ranked.map((one) => one.rank));
  return ranked.filter((one) => one.rank === highest).map(({ tape }) => tape);
}
