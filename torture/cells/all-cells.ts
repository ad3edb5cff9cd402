import type { Cell } from "../cell.js";
import { REFUSAL_FAULTS } from "../faults/refusals.js";
import { faultCells } from "../matrix/fault-cells.js";
import { abortCells } from "../aborts/abort-cells.js";

/** Everything there is, in the order of the table. */
export const allCells = (): Cell[] => [...faultCells(REFUSAL_FAULTS), ...abortCells()];
