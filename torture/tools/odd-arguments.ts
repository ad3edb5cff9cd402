import { a, b, calls, part, ROME, weather, type ToolStream } from "./tool-stream.js";

/** The arguments of a call. */
export const ARGUMENTS: readonly ToolStream[] = [
  {
    id: "arguments-object",
    calls: [weather],
    deltas: [calls(part({ index: 0, ...a }, "weather", { city: "Rome" }))],
  },
  {
    id: "arguments-empty-object-first",
    calls: [weather],
    deltas: [
      calls(part({ index: 0, ...a }, "weather", {})),
      calls(part({ index: 0 }, undefined, ROME)),
    ],
  },
  ...[undefined, null, "", " ", "null", "{}", {}].map((args, at): ToolStream => ({
    id: `arguments-none-${at + 1}`,
    calls: [{ id: "call_a", name: "now", args: {} }],
    deltas: [calls(part({ index: 0, ...a }, "now", args))],
  })),
  {
    id: "arguments-encoded-twice",
    calls: [weather],
    deltas: [calls(part({ index: 0, ...a }, "weather", JSON.stringify(ROME)))],
  },
  {
    id: "arguments-letter-by-letter",
    calls: [weather],
    deltas: [
      calls(part({ index: 0, ...a }, "weather", "")),
      ...[...ROME].map((letter) => calls(part({ index: 0 }, undefined, letter))),
    ],
  },
  {
    id: "arguments-with-emoji-and-escapes",
    calls: [{ id: "call_a", name: "say", args: { text: '🗼 "东京" \\ \n' } }],
    deltas: [
      calls(part({ index: 0, ...a }, "say", '{"text":"🗼 \\"')),
      calls(part({ index: 0 }, undefined, '东京\\" \\\\ \\n"}')),
    ],
  },
  {
    id: "arguments-cut-off",
    calls: [],
    invalid: [{ name: "weather", args: '{"city":"Ro' }],
    finish: "length",
    deltas: [
      calls(part({ index: 0, ...a }, "weather", '{"city":')),
      calls(part({ index: 0 }, undefined, '"Ro')),
    ],
  },
  {
    id: "arguments-cut-off-before-they-began",
    calls: [weather],
    invalid: [{ name: "time", args: "" }],
    finish: "length",
    deltas: [
      calls(part({ index: 0, ...a }, "weather", ROME)),
      calls(part({ index: 1, ...b }, "time", "")),
    ],
  },
  ...["{city: Rome}", "[1]", "7", '{"city":"Rome"}}'].map((args, at): ToolStream => ({
    id: `arguments-invalid-${at + 1}`,
    calls: [],
    invalid: [{ name: "weather", args }],
    deltas: [calls(part({ index: 0, ...a }, "weather", args))],
  })),
];
