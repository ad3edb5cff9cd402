// Every row of the tables. `repeat` makes a sample of some 30 ms at the floor, so that none is shorter
// than what disturbs it. Work that is quadratic for somebody has `bounded` sizes for him.
import { AT_ONCE } from "./rows/at-once.mjs";
import { CALLS } from "./rows/calls.mjs";
import { LONG_STREAMS } from "./rows/long-streams.mjs";
import { PROGRAMS } from "./rows/programs.mjs";
import { STREAMS } from "./rows/streams.mjs";

export const ROWS = [...STREAMS, ...LONG_STREAMS, ...CALLS, ...AT_ONCE, ...PROGRAMS];
