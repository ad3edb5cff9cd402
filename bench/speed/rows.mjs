// Every row of the tables. `repeat` is how often a sample does the work: some 30 ms at the floor, so
// that no sample is shorter than what disturbs it.

const ALL = [
  "floor",
  "openai",
  "ai-sdk",
  "langchain-openai",
  "community",
  "smallest",
  "client",
  "ours",
];

export const ROWS = [
  {
    name: "content",
    title: "2,000 content chunks, `stream()`",
    work: "stream",
    measure: "cpu",
    stream: { kind: "content", count: 2000 },
    repeat: 5,
    contestants: ALL,
    goals: { ours: 1.8, client: 1.25 },
  },
  {
    name: "tools",
    title: "2,000 tool-argument deltas, `stream()`",
    work: "stream",
    measure: "cpu",
    stream: { kind: "tools", count: 2000 },
    repeat: 5,
    contestants: ALL,
    goals: { ours: 2.7 },
  },
  {
    name: "reasoning",
    title: "1,000 reasoning deltas",
    work: "stream",
    measure: "cpu",
    stream: { kind: "reasoning", count: 1000 },
    repeat: 10,
    contestants: ALL,
    goals: { ours: 1.8 },
  },
  {
    name: "logprobs",
    title: "1,000 chunks with 5 top logprobs",
    work: "stream",
    measure: "cpu",
    stream: { kind: "logprobs", count: 1000 },
    repeat: 4,
    contestants: ALL,
    goals: { ours: 2 },
  },
];
