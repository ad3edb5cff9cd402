import { EVERYBODY } from "../contestants.mjs";
import { ratio } from "../figures.mjs";

export const STREAMS = [
  streamRow("content", 2000, { ours: 1.8, client: 1.25 }, "2,000 content chunks, `stream()`"),
  streamRow("tools", 2000, { ours: 2.7 }, "2,000 tool-argument deltas, `stream()`"),
  streamRow("reasoning", 1000, { ours: 1.8 }, "1,000 reasoning deltas"),
  streamRow("logprobs", 1000, { ours: 2 }, "1,000 chunks with 5 top logprobs"),
];

function streamRow(kind, count, goals, title) {
  const repeat = kind === "logprobs" ? 4 : 10_000 / count;
  const per = (repeat * count) / 1000;
  return {
    name: kind,
    work: "stream",
    stream: { kind },
    sizes: [count],
    repeat,
    contestants: EVERYBODY,
    figures: [ratio({ title, measure: "cpu", goals, unit: "µs CPU per chunk", per })],
  };
}
