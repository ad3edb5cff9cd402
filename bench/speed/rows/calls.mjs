import { EVERYBODY, LANGCHAIN_PEERS } from "../contestants.mjs";
import { ratio } from "../figures.mjs";

export const CALLS = [
  {
    name: "handler",
    work: "handled",
    stream: { kind: "content" },
    sizes: [2000],
    repeat: 5,
    contestants: ["floor", ...LANGCHAIN_PEERS, "smallest", "ours"],
    figures: [
      ratio({
        title: "content with a callback handler given as an object literal",
        measure: "cpu",
        goals: { ours: 3.3 },
        unit: "µs CPU per chunk",
        per: 10,
      }),
    ],
  },
  {
    name: "invoke",
    work: "invoke",
    stream: { kind: "content", path: "answer" },
    sizes: [100],
    calls: 300,
    atOnce: 50,
    warmUp: 8,
    contestants: [...EVERYBODY, "undici-floor", "client-undici", "ours-undici"],
    figures: [
      ratio({
        title: "`invoke`, 50 at a time",
        measure: "cpu",
        goals: { ours: 1.2, "ours-undici": 0.5 },
        unit: "µs CPU per call",
        per: 300 / 1000,
      }),
    ],
  },
  {
    name: "first",
    work: "first",
    stream: { kind: "content" },
    sizes: [20],
    calls: 60,
    warmUp: 5,
    contestants: EVERYBODY,
    figures: [
      ratio({
        title: "first delta (wall)",
        measure: "first",
        goals: { ours: 1.2 },
        unit: "µs",
        per: 1 / 1000,
      }),
    ],
  },
];
