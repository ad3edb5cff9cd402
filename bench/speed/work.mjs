// What a sample consists of. Each entry does the work once for one size; `expected` is what has to come
// out, or it throws. What an entry returns is kept beside the time the work took.
import { quantile } from "./statistics.mjs";
import { FirstPieceTally, LatencyTally, Tally } from "./tallies.mjs";

export const WORK = {
  /** Streams, one after another. */
  stream: ({ subject, expected }) => readOne(subject.stream, expected),
  /** The same with a callback handler. */
  handled: ({ subject, expected }) => readOne(subject.handled, expected),
  /** The chunks of a stream added up, its tool calls read at each. */
  added: async ({ subject, expected }) => {
    const tally = new Tally();
    const shown = await subject.added(tally);
    tally.check(expected);
    const characters = JSON.stringify(shown).length;
    if (characters === expected.characters) return;
    throw new Error(`added up to ${characters} characters instead of ${expected.characters}`);
  },
  /** Whole answers, `atOnce` under way at all times. */
  invoke: async ({ subject, expected, row }) => {
    let left = row.calls;
    const callInTurn = async () => {
      for (; left > 0;) {
        left -= 1;
        const text = await subject.invoke();
        if (text.length !== expected.characters) throw new Error(`wrong answer: ${text}`);
      }
    };
    await Promise.all(Array.from({ length: row.atOnce }, callInTurn));
  },
  /** From the call to the first piece; the rest of the stream is read outside of the clock. */
  first: async ({ subject, expected, row }) => {
    const times = [];
    for (let call = 0; call < row.calls; call += 1) {
      const tally = new FirstPieceTally();
      const startedAt = performance.now();
      await subject.stream(tally);
      tally.check(expected);
      times.push(tally.firstAt - startedAt);
    }
    return { first: quantile(times, 0.5) };
  },
  /** Many paced streams at once. */
  many: async ({ subject, expected, row }) => {
    const latencies = [];
    const tallies = Array.from({ length: row.atOnce }, () => new LatencyTally(latencies));
    await Promise.all(tallies.map((tally) => subject.stream(tally)));
    for (const tally of tallies) tally.check(expected);
    return { p99: quantile(latencies, 0.99) };
  },
  /** Many open streams after their first piece: what they hold when nothing moves. */
  held: async ({ subject, row }) => {
    const before = await heldBytes();
    const tallies = Array.from({ length: row.atOnce }, () => new Tally());
    for (const tally of tallies) void subject.stream(tally);
    while (tallies.some(({ count }) => count === 0)) await pause(50);
    const after = await heldBytes();
    return { kib: (after - before) / row.atOnce / 1024 };
  },
};

async function readOne(read, expected) {
  const tally = new Tally();
  await read(tally);
  tally.check(expected);
}

/** Needs `--expose-gc`. Two collections, because the first one runs what frees more. */
async function heldBytes() {
  for (let time = 0; time < 2; time += 1) {
    await pause(300);
    globalThis.gc();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
