import { styleText } from "node:util";
import { describeView, type ProgressView, shortTime } from "./progress-view.js";

/** Shows how far work is. Everything goes to standard error: results may be piped. */
export interface Progress {
  /** A step that has no numbers. */
  say(text: string): void;
  show(view: ProgressView): void;
  /** Leaves the last picture standing. */
  end(): void;
}

/** Where progress is drawn. */
export type ProgressStream = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

/** A bar in a terminal, plain lines elsewhere. */
export function progressOn(stream: ProgressStream, now: () => number = Date.now): Progress {
  return stream.isTTY === true ? barOn(stream, now) : linesOn(stream, now);
}

const BAR_WIDTH = 24;
/** Often enough to the eye, in milliseconds. */
const DRAW_EVERY_MS = 100;
const CLEAR_TO_LINE_END = "\u001B[K";

/** One line, written over again. It changes no mode of the terminal, which an interrupt would leave behind. */
function barOn(stream: ProgressStream, now: () => number): Progress {
  const remaining = remainingTime(now);
  let newest: string | undefined;
  let drawn: string | undefined;
  let at = -Infinity;
  const draw = (): void => {
    if (newest === drawn) return;
    at = now();
    drawn = newest;
    stream.write(`\r${newest}${CLEAR_TO_LINE_END}`);
  };
  const end = (): void => {
    draw();
    if (drawn !== undefined) stream.write("\n");
    newest = drawn = undefined;
  };
  return {
    say(text) {
      end();
      stream.write(`${text}\n`);
    },
    show(view) {
      newest = barLine(view, remaining(view), stream.columns);
      if (now() - at >= DRAW_EVERY_MS) draw();
    },
    end,
  };
}

/** Cut where the terminal would begin another line. */
function barLine(view: ProgressView, left: string | undefined, columns = 80): string {
  const share = view.total === 0 ? 0 : Math.min(1, view.done / view.total);
  const full = Math.floor(BAR_WIDTH * share);
  const bar = "█".repeat(full) + "░".repeat(BAR_WIDTH - full);
  const numbers = `${bar} ${Math.floor(100 * share)}% ${describeView(view, left)}`;
  const colour = view.failed > 0 ? "yellow" : "cyan";
  const room = Math.max(0, columns - view.state.length - 2);
  return `${styleText(colour, view.state)} ${numbers.slice(0, room)}`;
}

/** A log gets a line when something changed, and not more often than this, in milliseconds. */
const LINE_EVERY_MS = 10_000;

function linesOn(stream: ProgressStream, now: () => number): Progress {
  const remaining = remainingTime(now);
  let last = "";
  let state = "";
  let at = -Infinity;
  let waiting: string | undefined;
  const write = (text: string): void => {
    last = text;
    at = now();
    waiting = undefined;
    stream.write(`${text}\n`);
  };
  return {
    say: write,
    show(view) {
      const percent = view.total === 0 ? 0 : Math.floor((100 * view.done) / view.total);
      const text = `${view.state} ${percent}% ${describeView(view, remaining(view))}`;
      if (text === last) return;
      const isNew = view.state !== state;
      state = view.state;
      if (isNew || now() - at >= LINE_EVERY_MS) write(text);
      else waiting = text;
    },
    end() {
      if (waiting !== undefined) write(waiting);
    },
  };
}

/** By the speed since rows began to be answered; undefined until that says something. */
function remainingTime(now: () => number): (view: ProgressView) => string | undefined {
  let first: { done: number; at: number } | undefined;
  return ({ done, total }) => {
    if (done === 0) return undefined;
    first ??= { done, at: now() };
    const [rows, ms] = [done - first.done, now() - first.at];
    return rows > 0 && done < total ? shortTime((ms / rows) * (total - done)) : undefined;
  };
}
