import type { CellContext } from "./cell-context.js";

/** A text of the documents, which are in two languages. */
export interface Told {
  readonly en: string;
  readonly zh: string;
}

/** Cells that stand in one row of the table. */
export interface Group {
  /** Kebab-case; the cells' ids begin with it. */
  readonly id: string;
  readonly title: Told;
  /** What every cell of the group promises. */
  readonly promise: Told;
}

/** One thing that goes wrong at one place, and what has to become of it. */
export interface Cell {
  /** Unique: `<group>/<fault>/<entry point>/<transport>`. */
  readonly id: string;
  readonly group: Group;
  /** What this very cell promises, for `--list`. */
  readonly promise: string;
  /** Milliseconds; then it counts as hanging. Default 60,000. */
  readonly deadlineMs?: number;
  /** Whether no other cell may run beside it, because it changes what belongs to the process. */
  readonly alone?: boolean;
  /**
   * Does it and throws if what came of it is not what was promised. What holds for all cells (sockets,
   * timers, listeners, rejections, keys) is checked afterwards by `run-cell.ts`.
   */
  run(context: CellContext): Promise<void>;
}

/** What came of a cell. */
export interface CellResult {
  readonly cell: Cell;
  /** Every promise that was broken; none if all is well. */
  readonly broken: readonly string[];
  readonly ms: number;
}
