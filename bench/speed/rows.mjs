// Every row of the tables. `repeat` makes a sample of some 30 ms at the floor, so that none is shorter
// than what disturbs it. Work that is quadratic for somebody has `bounded` sizes for him.
import { measureBundles } from "./programs/bundles.mjs";
import { measureColdStarts } from "./programs/cold-starts.mjs";
import { measureInstalls } from "./programs/installs.mjs";
import { measureTypeChecks } from "./programs/type-checks.mjs";
import { beyond, plain, power, ratio } from "./figures.mjs";

const PEERS = ["openai", "ai-sdk", "langchain-openai", "community"];
const LANGCHAIN_PEERS = ["langchain-openai", "community"];
const ALL = ["floor", ...PEERS, "smallest", "client", "ours"];

const STREAMS = [
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
    contestants: ALL,
    figures: [ratio({ title, measure: "cpu", goals, unit: "µs CPU per chunk", per })],
  };
}

const LONG_STREAMS = [
  {
    name: "logprobs-16000",
    work: "stream",
    stream: { kind: "logprobs" },
    sizes: [4000, 8000, 16_000],
    comparedAt: 16_000,
    rounds: 6,
    warmUp: 1,
    contestants: ALL,
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

const CALLS = [
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
    contestants: [...ALL, "undici-floor", "client-undici", "ours-undici"],
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
    contestants: ALL,
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

const AT_ONCE = [
  {
    name: "many",
    work: "many",
    stream: { kind: "content", path: "paced", numbers: [200, 2000] },
    sizes: [20],
    atOnce: 2000,
    rounds: 4,
    heats: 1,
    warmUp: 1,
    contestants: ALL,
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
    contestants: ALL,
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

const PROGRAMS = [
  {
    name: "cold-start",
    measure: measureColdStarts,
    sizes: [1],
    rounds: 15,
    contestants: ["smallest", ...LANGCHAIN_PEERS, "ours"],
    figures: [
      beyond("smallest", {
        title: "cold start beyond the smallest subclass: import and construct",
        measure: "ms",
        goals: { ours: 15 },
        unit: "ms",
      }),
    ],
  },
  {
    name: "installed",
    measure: measureInstalls,
    sizes: [1],
    rounds: 1,
    contestants: ["core", ...LANGCHAIN_PEERS, "ours"],
    figures: [
      beyond("core", {
        title: "installed packages beyond core",
        measure: "packages",
        goals: { ours: 3 },
        unit: "packages",
        digits: 0,
      }),
      beyond("core", {
        title: "installed size beyond core",
        measure: "megabytes",
        goals: { ours: 1 },
        unit: "MB",
        digits: 2,
      }),
    ],
  },
  {
    name: "bundle",
    measure: measureBundles,
    sizes: [1],
    rounds: 1,
    contestants: ["smallest", ...PEERS, "client", "ours"],
    figures: [
      plain({ title: "browser bundle, minified, gzip", measure: "kilobytes", unit: "kB" }),
      beyond("smallest", {
        title: "browser bundle beyond the smallest subclass of core",
        measure: "kilobytes",
        of: [...LANGCHAIN_PEERS, "ours"],
        goals: { ours: 15 },
        unit: "kB",
      }),
    ],
  },
  {
    name: "types",
    measure: measureTypeChecks,
    sizes: [1],
    rounds: 5,
    contestants: ["langchain-openai", "ours"],
    figures: [
      plain({
        title: "TypeScript: an agent with ten tools and a nested zod schema, whole run",
        measure: "seconds",
        unit: "s",
        digits: 2,
      }),
      plain({
        title: "… of it the check",
        measure: "check",
        unit: "s",
        digits: 2,
      }),
    ],
  },
];

export const ROWS = [...STREAMS, ...LONG_STREAMS, ...CALLS, ...AT_ONCE, ...PROGRAMS];
