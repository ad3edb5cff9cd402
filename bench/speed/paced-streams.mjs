// Streams that a model would write: one piece after another, each with the time it was written at.
import { closing, opening, pieceEvent, STAMP_LENGTH } from "./streams.mjs";

const STAMP = "#".repeat(STAMP_LENGTH);
const TICK_MS = 5;

/**
 * Holds the streams of one kind back until all of them are open, then writes a piece of each every
 * `interval` milliseconds, spread evenly over the interval.
 */
export function pacedStreams({ count, interval, streams }) {
  const [before, after] = pieceEvent("content", STAMP).split(STAMP);
  const piece = () => before + String(process.hrtime.bigint()).padStart(STAMP_LENGTH) + after;
  const end = closing("content");
  let waiting = [];
  return (response) => {
    response.write(opening("content").join(""));
    waiting.push(response);
    if (waiting.length < streams) return;
    run({ responses: waiting, count, interval, piece, end });
    waiting = [];
  };
}

function run({ responses, count, interval, piece, end }) {
  const startedAt = performance.now() + 500;
  const total = responses.length * count;
  let written = 0;
  const timer = setInterval(() => {
    const share = (performance.now() - startedAt) / interval;
    const due = Math.min(total, Math.floor(share * responses.length));
    for (; written < due; written += 1) {
      const response = responses[written % responses.length];
      response.write(piece());
      if (written >= total - responses.length) response.end(end);
    }
    if (written === total) clearInterval(timer);
  }, TICK_MS);
}
