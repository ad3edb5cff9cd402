import { amountsOfUsage } from "../../src/pacing/amounts.js";
import { ModelPace } from "../../src/pacing/model-pace.js";
import type { RateLimitState } from "fireworks-client";

/** A rate limit of a server, by its own clock. */
export interface ServerLimit {
  /** Takes a call's tokens, or refuses it; says what is left in either case. */
  take(tokens: number, now: number): { admitted: boolean; headers: RateLimitState | undefined };
}

export interface Simulation {
  server: ServerLimit;
  calls: number;
  /** Tokens of the call with that number. */
  tokens: (call: number) => number;
  /** Milliseconds from sending to the answer, half of it on the way there. */
  latency: (call: number) => number;
  /** Whether answers say what they cost; otherwise headers have to do. */
  usage?: boolean;
  maxInFlight?: number;
  retryAfterMs?: number;
}

export interface Outcome {
  elapsedMs: number;
  refused: number;
  /** Milliseconds at which each call was admitted by the server. */
  admitted: number[];
}

interface Happening {
  at: number;
  order: number;
  run: () => void;
}

/** Plays a paced run in virtual time. Calls that are refused wait and are sent again. */
export function simulate(run: Simulation): Outcome {
  const { server, calls, tokens, latency, usage = true, retryAfterMs } = run;
  const pace = new ModelPace({
    firstCalls: 4,
    maxInFlight: run.maxInFlight ?? 256,
    maxRefusals: 20,
  });
  const happenings: Happening[] = [];
  const admitted: number[] = [];
  let order = 0;
  const waiting = Array.from({ length: calls }, (_, call) => tokens(call));
  let refused = 0;
  let now = 0;
  let woken = -1;
  const later = (at: number, work: () => void) => {
    const happening = { at, order: (order += 1), run: work };
    let low = 0;
    let high = happenings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((happenings[middle] as Happening).at <= at) low = middle + 1;
      else high = middle;
    }
    happenings.splice(low, 0, happening);
  };
  const drain = () => {
    while (waiting.length > 0) {
      const verdict = pace.next(now);
      if (!verdict.go) {
        if (verdict.at !== Infinity && verdict.at !== woken) {
          woken = verdict.at;
          later(Math.ceil(Math.max(verdict.at, now + 0.001)), drain);
        }
        return;
      }
      send(waiting.shift() as number, verdict.looks);
    }
  };
  const send = (size: number, looks: boolean) => {
    const sent = pace.sent(now, looks);
    const way = latency(sent.call);
    later(now + way / 2, () => {
      const { admitted: isIn, headers } = server.take(size, now);
      if (isIn) admitted.push(now);
      later(now + way / 2, () => {
        pace.heard(sent, { status: isIn ? 200 : 429, rateLimit: headers, now });
        if (!isIn) {
          refused += 1;
          waiting.unshift(size);
          pace.refused(sent, { kind: "limit", retryAfterMs }, now);
        } else if (usage) pace.spent(amountsOfUsage({ prompt_tokens: 0, completion_tokens: size }));
        pace.ended(sent);
        drain();
      });
    });
  };
  drain();
  while (happenings.length > 0 && admitted.length < calls) {
    const next = happenings.shift() as Happening;
    now = next.at;
    next.run();
  }
  return { elapsedMs: now, refused, admitted };
}

const said = (limit: number, remaining: number): RateLimitState => ({
  generatedTokens: { limit, remaining: Math.max(Math.floor(remaining), 0) },
});

/** Everything is back at once: `aligned` at fixed times, else a window after its first call. */
export function fixedWindow(
  limitAt: (now: number) => number,
  windowMs: number,
  aligned?: number,
): ServerLimit {
  let start: number | undefined = aligned === undefined ? undefined : aligned - windowMs;
  let spent = 0;
  return {
    take(tokens, now) {
      if (start === undefined || now - start >= windowMs) {
        start =
          aligned === undefined || start === undefined
            ? now
            : start + windowMs * Math.floor((now - start) / windowMs);
        spent = 0;
      }
      const limit = limitAt(now);
      const admitted = limit - spent >= 1;
      if (admitted) spent += tokens;
      return { admitted, headers: said(limit, limit - spent) };
    },
  };
}

/** Comes back little by little, up to the limit. */
export function bucket(limitAt: (now: number) => number, fillMs: number): ServerLimit {
  let level = limitAt(0);
  let last = 0;
  return {
    take(tokens, now) {
      const limit = limitAt(now);
      level = Math.min(limit, level + ((now - last) * limit) / fillMs);
      last = now;
      const admitted = level >= Math.min(tokens, limit);
      if (admitted) level -= tokens;
      return { admitted, headers: said(limit, level) };
    },
  };
}
