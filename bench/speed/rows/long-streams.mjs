// Work that grows faster than the stream for somebody: how it grows is measured too.
import { EVERYBODY, LANGCHAIN_PEERS } from "../contestants.mjs";
import { power, ratio } from "../figures.mjs";

export const LONG_STREAMS = [
  {
    name: "logprobs-16000",
    work: "stream",
    stream: { kind: "logprobs" },
    sizes: [4000, 8000, 16_000],
    comparedAt: 16_000,
    rounds: 6,
    warmUp: 1,
    contestants: EVERYBODY,
    figures: [
      ratio({
        title: "16,000 chunks with logprobs (wall)",
        measure: "wall",
        goals: { ours: 2.5 },
        unit: "ms",
      }),
      power({
        title: "… power, from 4,000 to 16,000 chunks",
        measure: "wall",
        goals: { ours: 1.15 },
      }),
    ],
  },
  {
    name: "added",
    work: "added",
    stream: { kind: "tools" },
    sizes: [1000, 2000, 4000, 8000, 16_000],
    bounded: { sizes: [1000, 2000, 4000], contestants: [...LANGCHAIN_PEERS, "smallest"] },
    comparedAt: 4000,
    rounds: 6,
    warmUp: 1,
    contestants: ["floor", ...LANGCHAIN_PEERS, "smallest", "ours"],
    figures: [
      ratio({
        title: "4,000 tool deltas added up, `tool_calls` read at each (wall)",
        measure: "wall",
        goals: { ours: 12 },
        unit: "ms",
      }),
      power({
        title: "… power, from 1,000 to 16,000 deltas (others: to 4,000)",
        measure: "wall",
        goals: { ours: 1.15 },
      }),
    ],
  },
];
