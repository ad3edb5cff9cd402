import { styleText } from "node:util";
import { SingleBar } from "cli-progress";
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
export type ProgressStream = NodeJS.WritableStream & { isTTY?: boolean };

/** A bar in a terminal, plain lines elsewhere. */
export function progressOn(stream: ProgressStream, now: () => number = Date.now): Progress {
  return stream.isTTY === true ? barOn(stream, now) : linesOn(stream, now);
}

const BAR_FORMAT = "{state} {bar} {percentage}% {numbers}";

function barOn(stream: ProgressStream, now: () => number): Progress {
  const bar = new SingleBar({
    stream,
    format: BAR_FORMAT,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 24,
    hideCursor: true,
    linewrap: false,
  });
  const remaining = remainingTime(now);
  let drawn = false;
  const end = (): void => {
    if (drawn) bar.stop();
    drawn = false;
  };
  return {
    say(text) {
      end();
      stream.write(`${text}\n`);
    },
    show(view) {
      const payload = {
        state: styleText(view.failed > 0 ? "yellow" : "cyan", view.state),
        numbers: describeView(view, remaining(view)),
      };
      if (!drawn) bar.start(view.total, view.done, payload);
      drawn = true;
      bar.setTotal(view.total);
      bar.update(view.done, payload);
    },
    end,
  };
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
