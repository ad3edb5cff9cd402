import { batchCells } from "../batches/batch-cells.js";
import type { Cell } from "../cell.js";
import { BROKEN_CONNECTION_FAULTS } from "../faults/broken-connections.js";
import { ODD_ANSWER_FAULTS } from "../faults/odd-answers.js";
import { ODD_HTTP_FAULTS } from "../faults/odd-http.js";
import { ODD_STREAM_FAULTS } from "../faults/odd-streams.js";
import { REDIRECT_FAULTS } from "../faults/redirects.js";
import { REFUSAL_FAULTS } from "../faults/refusals.js";
import { RETRY_HEADER_FAULTS } from "../faults/retry-headers.js";
import { SILENCE_FAULTS } from "../faults/silences.js";
import { SIZE_FAULTS } from "../faults/sizes.js";
import { localCells } from "../local/local-cells.js";
import { faultCells } from "../matrix/fault-cells.js";
import { sequenceCells } from "./sequence-cells.js";

const FAULTS = [
  ...REFUSAL_FAULTS,
  ...REDIRECT_FAULTS,
  ...BROKEN_CONNECTION_FAULTS,
  ...ODD_HTTP_FAULTS,
  ...SILENCE_FAULTS,
  ...RETRY_HEADER_FAULTS,
  ...ODD_ANSWER_FAULTS,
  ...ODD_STREAM_FAULTS,
  ...SIZE_FAULTS,
];

/** Everything there is. */
export const allCells = (): Cell[] => [
  ...faultCells(FAULTS),
  ...localCells(),
  ...batchCells(),
  ...sequenceCells(),
];
