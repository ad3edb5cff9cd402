import { abortCells } from "../aborts/abort-cells.js";
import { batchAbortCells } from "../batches/batch-abort-cells.js";
import type { Cell } from "../cell.js";
import { leaveCells } from "../readers/leave-cells.js";
import { readingCells } from "../readers/reading-cells.js";
import { echoCells } from "../secrets/echo-cells.js";
import { placeCells } from "../secrets/place-cells.js";
import { clockCells } from "../storms/clock-cells.js";
import { stormCells } from "../storms/storm-cells.js";
import { toolCells } from "../tools/tool-cells.js";

/** What takes more than one fault in one call. */
export const sequenceCells = (): Cell[] => [
  ...abortCells(),
  ...batchAbortCells(),
  ...leaveCells(),
  ...readingCells(),
  ...toolCells(),
  ...stormCells(),
  ...clockCells(),
  ...echoCells(),
  ...placeCells(),
];
