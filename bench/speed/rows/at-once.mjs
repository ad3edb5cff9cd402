import { EVERYBODY } from "../contestants.mjs";
import { plain, ratio } from "../figures.mjs";

export const AT_ONCE = [
  {
    name: "many",
    work: "many",
    stream: { kind: "content", path: "paced", numbers: [200, 2000] },
    sizes: [20],
    atOnce: 2000,
    rounds: 4,
    heats: 1,
    warmUp: 1,
    contestants: EVERYBODY,
    figures: [
      ratio({
        title: "2,000 streams at once, CPU per chunk",
        measure: "cpu",
        goals: { ours: 1.6 },
        unit: "µs CPU per chunk",
        per: (20 * 2000) / 1000,
      }),
      ratio({
        title: "2,000 streams at once, p99 of a chunk's added latency",
        measure: "p99",
        goals: { ours: 2 },
        unit: "ms",
      }),
    ],
  },
  {
    name: "memory",
    work: "held",
    stream: { kind: "content", path: "held" },
    sizes: [1],
    atOnce: 500,
    rounds: 3,
    heats: 1,
    warmUp: 1,
    nodeOptions: ["--expose-gc"],
    contestants: EVERYBODY,
    figures: [
      plain({
        title: "live memory of an open stream",
        measure: "kib",
        goals: { ours: 42 },
        unit: "KiB",
        digits: 0,
      }),
    ],
  },
];
